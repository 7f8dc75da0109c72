package io.midwatch.storage.columnar.query;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;

/** A part of spans: every row belongs to a trace. */
public interface TracePart extends Part<Span>, TraceRows {
  @Override
  TraceId traceId(int row);
}
