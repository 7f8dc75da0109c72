package io.midwatch.storage.wal;

import java.time.Duration;

/**
 * How a {@link LoggedWriter} works.
 *
 * @param maxQueuedBatches waiting at most; more are refused
 * @param maxQueuedBytes of their bodies, both forms counted
 * @param retryAfter what senders are told when the queue is full
 */
public record WriterOptions(
    Durability durability, int maxQueuedBatches, long maxQueuedBytes, Duration retryAfter) {
  /** Forced, 1,024 batches, 64 MiB, 1 s. */
  public static final WriterOptions DEFAULTS =
      new WriterOptions(Durability.FSYNC, 1024, 64L << 20, Duration.ofSeconds(1));

  public WriterOptions {
    if (maxQueuedBatches < 1 || maxQueuedBytes < 1) {
      throw new IllegalArgumentException(
          "expected room for a batch, found " + maxQueuedBatches + ", " + maxQueuedBytes);
    }
  }

  public WriterOptions withDurability(Durability level) {
    return new WriterOptions(level, maxQueuedBatches, maxQueuedBytes, retryAfter);
  }
}
