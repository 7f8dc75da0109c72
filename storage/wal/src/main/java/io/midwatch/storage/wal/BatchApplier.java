package io.midwatch.storage.wal;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where the batches of a log go: the store's side. {@link #apply} and {@link #publish} are called
 * by one thread at a time, in log order, live and in replay.
 */
public interface BatchApplier {
  /**
   * Takes a batch in, not yet visible to readers.
   *
   * @param position of its record
   * @return items stored
   * @throws io.midwatch.storage.contract.StoreException when it cannot be applied; nothing of it
   *     may be left then. It is counted, stays in the log, and fails the same way in replay
   */
  int apply(long position, EncodedBatch batch);

  /**
   * Hears, in replay, of a record before the position that is replayed from and still in the log:
   * the store has it already and need not ask for the batch.
   *
   * @param batch fails with {@link io.midwatch.storage.contract.StoreException} when it cannot be
   *     read
   */
  default void covered(long position, Signal signal, Supplier<EncodedBatch> batch) {}

  /** Makes everything applied so far visible to readers. */
  void publish();

  /**
   * How long senders should wait because no more can be taken just now; zero to be sent batches.
   * Called by any thread for every batch before it reaches the log; returns at once.
   */
  default Duration retryAfter() {
    return Duration.ZERO;
  }
}
