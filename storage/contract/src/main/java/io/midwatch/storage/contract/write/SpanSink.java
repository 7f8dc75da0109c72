package io.midwatch.storage.contract.write;

/**
 * Receives the spans of one batch in order: {@code resource scope (span event* link* endSpan)*}.
 * Every returned {@link AttributeSink} is valid until the next call on this sink.
 */
public interface SpanSink extends BatchSink {
  /** Begins a span; its attributes go to the returned sink. */
  AttributeSink span(SpanHeader header);

  AttributeSink event(long timeUnixNano, ByteSlice name, int droppedAttributesCount);

  /** Ids are raw bits and may be zero, for senders link to invalid contexts too. */
  AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int droppedAttributesCount);

  void endSpan();
}
