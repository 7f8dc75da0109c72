package io.midwatch.storage.contract.write;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import java.util.List;

/**
 * Writes records as the body of a batch: what {@link BatchDecoder} reads back is equal, item by
 * item in the same order. Stateless as seen from outside and thread-safe.
 */
public interface BatchEncoder {
  /** The encoding of every body this encoder writes. */
  EncodedBatch.Encoding encoding();

  /** The body is the caller's own; an empty list is an empty request. */
  byte[] encodeSpans(List<Span> spans);

  byte[] encodeLogs(List<LogRecord> logs);

  byte[] encodePoints(List<MetricPoint> points);
}
