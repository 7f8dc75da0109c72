package io.midwatch.storage.contract.write;

/**
 * The fixed fields of one span while it is decoded. Mutable and reused from span to span; a
 * receiver reads it during the call only. Times are epoch nanoseconds, ids their raw bits, {@code
 * parentSpanId} 0 for none.
 */
public final class SpanHeader {
  /** Position of the span in its request, counting rejected ones, from 0. */
  public int item;

  public long traceIdHigh;
  public long traceIdLow;
  public long spanId;
  public long parentSpanId;
  public int flags;
  public int kind;
  public long startTimeUnixNano;
  public long endTimeUnixNano;
  public int droppedAttributesCount;
  public int droppedEventsCount;
  public int droppedLinksCount;
  public int statusCode;
  public final ByteSlice name = new ByteSlice();
  public final ByteSlice traceState = new ByteSlice();
  public final ByteSlice statusMessage = new ByteSlice();

  /** Back to zeros and empty slices. */
  public void clear() {
    item = 0;
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    parentSpanId = 0;
    flags = 0;
    kind = 0;
    startTimeUnixNano = 0;
    endTimeUnixNano = 0;
    droppedAttributesCount = 0;
    droppedEventsCount = 0;
    droppedLinksCount = 0;
    statusCode = 0;
    name.clear();
    traceState.clear();
    statusMessage.clear();
  }
}
