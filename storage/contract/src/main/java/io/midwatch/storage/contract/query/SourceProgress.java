package io.midwatch.storage.contract.query;

import io.midwatch.model.Signal;

/**
 * How far one source's data of one signal has come.
 *
 * @param latestItemUnixNano newest item time seen
 * @param lastReceivedUnixNano when the last batch came
 */
public record SourceProgress(
    String source, Signal signal, long latestItemUnixNano, long lastReceivedUnixNano, long items) {
  /** The source of what Midwatch says of itself. */
  public static final String SELF = "midwatch";

  /** Whether Midwatch itself sent it. */
  public boolean isSelf() {
    return source.equals(SELF);
  }
}
