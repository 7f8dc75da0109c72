package io.midwatch.model;

import org.jspecify.annotations.Nullable;

/** One measurement kept beside an aggregate, with the trace it came from when known. */
public record Exemplar(
    long timeUnixNano,
    PointValue value,
    Attributes filteredAttributes,
    @Nullable TraceId traceId,
    @Nullable SpanId spanId) {

  public Exemplar {
    if (!(value instanceof PointValue.LongPoint) && !(value instanceof PointValue.DoublePoint)) {
      throw new IllegalArgumentException("an exemplar holds a number, not " + value);
    }
  }
}
