package io.midwatch.storage.contract.rollup;

/** Where derived counts go. Not thread-safe; valid only during the call it was given to. */
public interface RollupSink {
  /** The cell of the row for the bucket that holds this time; the caller adds to it at once. */
  RollupCell cell(RollupTable table, long timeUnixNano, RollupKey key);
}
