package io.midwatch.storage.contract.write;

/**
 * The fixed fields of one log record while it is decoded. Mutable and reused; read it during the
 * call only. Times are epoch nanoseconds, ids their raw bits, 0 for none.
 */
public final class LogHeader {
  /** Position of the record in its request, counting rejected ones, from 0. */
  public int item;

  public long timeUnixNano;
  public long observedTimeUnixNano;
  public int severityNumber;
  public int droppedAttributesCount;
  public int flags;
  public long traceIdHigh;
  public long traceIdLow;
  public long spanId;
  public final ByteSlice severityText = new ByteSlice();
  public final ByteSlice eventName = new ByteSlice();

  /** Back to zeros and empty slices. */
  public void clear() {
    item = 0;
    timeUnixNano = 0;
    observedTimeUnixNano = 0;
    severityNumber = 0;
    droppedAttributesCount = 0;
    flags = 0;
    traceIdHigh = 0;
    traceIdLow = 0;
    spanId = 0;
    severityText.clear();
    eventName.clear();
  }
}
