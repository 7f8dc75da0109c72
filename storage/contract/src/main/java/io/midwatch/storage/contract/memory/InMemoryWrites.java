package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.rollup.RollupWriter;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies batches one after another, each under the next sequence number, which is also the
 * position of its rollup counts. Thread-safe.
 */
final class InMemoryWrites {
  private final ReentrantLock lock = new ReentrantLock();
  private final RecentRequests requests = new RecentRequests();
  private final RollupWriter rollups;
  private final Progress progress;
  private final LongConsumer begins;

  /** Stands for the log file in row ids, so that ids also grow from one start to the next. */
  private final long file;

  private long sequence;

  /**
   * @param begins told when a batch that is counted next was received
   */
  InMemoryWrites(RollupWriter rollups, Progress progress, LongConsumer begins, long file) {
    this.rollups = rollups;
    this.progress = progress;
    this.begins = begins;
    this.file = file;
    this.sequence = rollups.coveredPosition();
  }

  boolean isDuplicate(EncodedBatch request) {
    lock.lock();
    try {
      return requests.holds(request);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stores the new items of a batch.
   *
   * @param request what the batch was decoded from, null for records
   */
  <T> WriteReceipt apply(SignalWrites<T> to, Batch<T> batch, @Nullable EncodedBatch request) {
    lock.lock();
    try {
      if (request != null) {
        if (requests.holds(request)) {
          return new WriteReceipt(0, true);
        }
        requests.add(request);
      }
      return applyNext(to, batch);
    } finally {
      lock.unlock();
    }
  }

  private <T> WriteReceipt applyNext(SignalWrites<T> to, Batch<T> batch) {
    long position = ++sequence;
    List<T> stored = new ArrayList<>(batch.items().size());
    long latest = 0;
    for (Batch.Item<T> item : batch.items()) {
      long time = to.time().time(item.value(), batch.receivedUnixNano());
      latest = Math.max(latest, time);
      RowId id = new RowId(0, file, position, item.position());
      if (to.rows().add(new Row<>(id, item.value()), time)) {
        stored.add(item.value());
      }
    }
    to.rows().publish();
    begins.accept(batch.receivedUnixNano());
    rollups.apply(position, sink -> stored.forEach(item -> to.counts().accept(item, sink)));
    progress.stored(batch.source(), to.signal(), latest, batch.receivedUnixNano(), stored.size());
    return new WriteReceipt(stored.size(), false);
  }

  /** Runs while nothing is being written. */
  void exclusively(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
