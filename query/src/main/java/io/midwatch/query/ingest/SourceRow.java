package io.midwatch.query.ingest;

import io.midwatch.model.Signal;

/**
 * One source of one signal since the store was opened: the holder of a token, or this machine.
 *
 * @param latestItemUnixNano time of the newest item
 * @param lastReceivedUnixNano when the last request came
 */
public record SourceRow(
    String source, Signal signal, long items, long latestItemUnixNano, long lastReceivedUnixNano) {

  /**
   * How far the newest item was behind its receipt, nanoseconds; negative when the sender's clock
   * runs ahead.
   */
  public long lagNanos() {
    return lastReceivedUnixNano - latestItemUnixNano;
  }
}
