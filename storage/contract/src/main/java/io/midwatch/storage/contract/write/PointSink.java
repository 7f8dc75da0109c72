package io.midwatch.storage.contract.write;

/**
 * Receives the points of one batch in order: {@code resource scope (metric (point exemplar*
 * endPoint)*)*}.
 */
public interface PointSink extends BatchSink {
  /** Begins a metric; its metadata goes to the returned sink. */
  AttributeSink metric(MetricHeader header);

  /** Begins a point; its attributes go to the returned sink. */
  AttributeSink point(PointHeader header);

  /** An integer exemplar has {@code isLong}; ids are raw bits, 0 for none. */
  AttributeSink exemplar(
      long timeUnixNano,
      boolean isLong,
      long longValue,
      double doubleValue,
      long traceIdHigh,
      long traceIdLow,
      long spanId);

  void endPoint();
}
