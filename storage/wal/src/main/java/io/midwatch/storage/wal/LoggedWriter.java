package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A writer that brings batches through the log into a store, in the order of the log, and
 * acknowledges them when they are durable. Thread-safe. One thread applies; it takes whatever is
 * queued as one group, so that one force serves all senders that came meanwhile.
 */
public final class LoggedWriter implements TelemetryWriter, AutoCloseable {
  private static final System.Logger log = System.getLogger(LoggedWriter.class.getName());
  private static final WriteReceipt DUPLICATE = new WriteReceipt(0, true);

  private final WriteAheadLog wal;
  private final BatchApplier applier;
  private final WriterOptions options;
  private final WriteQueue queue;
  private final GroupCommit commit;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();

  /** Queued or being committed; guarded by {@code lock}. */
  private final Map<RequestKey, PendingWrite> inFlight = new HashMap<>();

  private final LongAdder groups = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private boolean closed;

  private LoggedWriter(WriteAheadLog wal, BatchApplier applier, WriterOptions options) {
    this.wal = wal;
    this.applier = applier;
    this.options = options;
    this.queue = new WriteQueue(options.maxQueuedBatches(), options.maxQueuedBytes());
    this.commit = new GroupCommit(wal, applier, options.durability(), options.retryAfter());
    this.thread = Thread.ofPlatform().daemon().name("midwatch-applier").unstarted(this::run);
  }

  /** Starts the threads; the log must have been replayed. It stays the caller's to close. */
  public static LoggedWriter start(WriteAheadLog wal, BatchApplier applier, WriterOptions options) {
    LoggedWriter writer = new LoggedWriter(wal, applier, options);
    writer.thread.start();
    return writer;
  }

  /**
   * Stores a batch as {@link TelemetryWriter} says. A duplicate is acknowledged only when the first
   * copy is durable, and fails with it.
   *
   * @throws StoreOverloadedException when the queue or the disk is full or the applier can take no
   *     more; nothing of the batch is stored
   * @throws StoreException when the batch is not stored, or nobody knows: the log could not be
   *     forced, the batch could not be applied, the thread was interrupted
   */
  @Override
  public WriteReceipt write(EncodedBatch batch) {
    PendingWrite write = new PendingWrite(batch);
    PendingWrite first = enqueue(write);
    if (first == write) {
      return write.await();
    }
    if (first != null) {
      first.await();
    }
    duplicates.increment();
    return DUPLICATE;
  }

  /** The batch itself, or the copy of it that came first, null when that one is durable already. */
  private @Nullable PendingWrite enqueue(PendingWrite write) {
    lock.lock();
    try {
      if (closed) {
        throw new StoreException("the store is closed");
      }
      if (wal.fenced()) {
        throw new StoreException("the log could not be forced, it takes nothing more");
      }
      PendingWrite first = inFlight.get(write.request());
      if (first != null) {
        return first;
      }
      if (wal.requests().holds(write.request(), write.batch().receivedUnixNano())) {
        return null;
      }
      requireRoom(write);
      inFlight.put(write.request(), write);
      return write;
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(PendingWrite write) {
    Duration busy = applier.retryAfter();
    if (busy.isPositive()) {
      refused.increment();
      throw new StoreOverloadedException("the store can take no more just now", busy);
    }
    String unwritable = commit.unwritable();
    if (unwritable != null) {
      refused.increment();
      throw new StoreOverloadedException(unwritable, options.retryAfter());
    }
    if (!queue.offer(write)) {
      refused.increment();
      throw new StoreOverloadedException(
          "the queue of the store is full with " + queue.batches() + " batches",
          options.retryAfter());
    }
  }

  private void run() {
    try {
      for (List<PendingWrite> group = queue.take(); !group.isEmpty(); group = queue.take()) {
        commit.commit(group);
        groups.increment();
        finish(group);
      }
    } catch (Throwable e) { // an error: whoever waits must hear of it
      log.log(Level.ERROR, "the store can take nothing more", e);
      throw e;
    } finally {
      stop();
    }
  }

  private void finish(List<PendingWrite> group) {
    lock.lock();
    try {
      group.forEach(write -> inFlight.remove(write.request()));
    } finally {
      lock.unlock();
    }
    for (PendingWrite write : group) {
      if (write.refused()) {
        refused.increment();
      } else if (!write.failed()) {
        batches.increment();
      }
      write.finish();
    }
  }

  /** After a clean close nothing is left to fail here. */
  private void stop() {
    List<PendingWrite> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(inFlight.values());
      inFlight.clear();
    } finally {
      lock.unlock();
    }
    for (PendingWrite write : left) {
      write.fail(new StoreException("the store has stopped"));
      write.finish();
    }
  }

  /** Why the log could not be written a moment ago, null when all is well. */
  public @Nullable String problem() {
    return commit.unwritable();
  }

  public WriterStats stats() {
    return new WriterStats(
        queue.batches(),
        queue.bytes(),
        groups.sum(),
        batches.sum(),
        duplicates.sum(),
        refused.sum(),
        commit.unapplied());
  }

  /**
   * Refuses new batches, stores those that wait, forces the log and stops the threads.
   *
   * @throws StoreException when the log could not be forced
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.close();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    try {
      commit.close();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
