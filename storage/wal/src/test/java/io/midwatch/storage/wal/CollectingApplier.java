package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A store that keeps batches in a list. Thread-safe. */
final class CollectingApplier implements BatchApplier {
  private final List<EncodedBatch> applied = new ArrayList<>();
  private final List<Long> positions = new ArrayList<>();
  private int published;
  private Duration retryAfter = Duration.ZERO;
  private Consumer<EncodedBatch> before = batch -> {};

  @Override
  public int apply(long position, EncodedBatch batch) {
    Consumer<EncodedBatch> hook;
    synchronized (this) {
      hook = before;
    }
    hook.accept(batch);
    synchronized (this) {
      applied.add(batch);
      positions.add(position);
      return batch.acceptedCount();
    }
  }

  @Override
  public synchronized void publish() {
    published = applied.size();
  }

  @Override
  public synchronized Duration retryAfter() {
    return retryAfter;
  }

  synchronized void busyFor(Duration duration) {
    retryAfter = duration;
  }

  /** Runs before a batch is applied; may throw or wait. */
  synchronized void before(Consumer<EncodedBatch> action) {
    before = action;
  }

  /** From now on this batch cannot be applied. */
  void refuse(long number) {
    before(batch -> {
      if (Batches.number(batch) == number) {
        throw new StoreException("batch " + number + " makes no sense");
      }
    });
  }

  /** Numbers of the visible batches in the order they were applied. */
  synchronized List<Long> visible() {
    return applied.stream().limit(published).map(Batches::number).toList();
  }

  synchronized List<EncodedBatch> batches() {
    return List.copyOf(applied);
  }

  synchronized List<Long> positions() {
    return List.copyOf(positions);
  }
}
