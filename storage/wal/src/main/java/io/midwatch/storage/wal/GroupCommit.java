package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Brings one group of batches into the log and into the store, with one force for all.
 *
 * <pre>
 * applier thread   append append append | apply apply apply  | wait | publish  acknowledge
 * force thread                          | force .................. |
 * </pre>
 */
final class GroupCommit implements AutoCloseable {
  private static final System.Logger log = System.getLogger(GroupCommit.class.getName());

  private final WriteAheadLog wal;
  private final BatchApplier applier;
  private final Durability durability;
  private final ExecutorService forcer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("midwatch-log-force").factory());
  private final LongAdder unapplied = new LongAdder();
  private final Duration retryAfter;
  private @Nullable Future<?> background;

  /** Why the log could not be written when it was last tried, null when it could. */
  private volatile @Nullable Unwritten unwritten;

  /** The next try would make another file on a disk that is most likely still full. */
  private record Unwritten(String reason, long retryAtNanos) {}

  /**
   * @param retryAfter after the log could not be written it is left alone so long
   */
  GroupCommit(WriteAheadLog wal, BatchApplier applier, Durability durability, Duration retryAfter) {
    this.wal = wal;
    this.applier = applier;
    this.durability = durability;
    this.retryAfter = retryAfter;
  }

  /** Why the log takes nothing for a moment, null when it may be tried. */
  @Nullable String unwritable() {
    Unwritten last = unwritten;
    return last == null || System.nanoTime() - last.retryAtNanos >= 0 ? null : last.reason;
  }

  /** Settles every batch of the group, stored or failed; the caller finishes them. */
  void commit(List<PendingWrite> group) {
    if (refusedForNow(group)) {
      return;
    }
    List<PendingWrite> logged = new ArrayList<>(group.size());
    long[] positions = new long[group.size()];
    StoreOverloadedException full = null;
    for (PendingWrite write : group) {
      if (full != null) {
        write.fail(full);
        continue;
      }
      try {
        positions[logged.size()] = append(write);
        logged.add(write);
        unwritten = null;
      } catch (StoreException e) {
        full = wal.fenced() ? null : noRoom(e);
        write.fail(full == null ? e : full);
      } catch (RuntimeException e) {
        write.fail(e);
      }
    }
    if (logged.isEmpty()) {
      return;
    }
    Future<?> force = startForce();
    for (int i = 0; i < logged.size(); i++) {
      apply(positions[i], logged.get(i));
    }
    try {
      if (force != null) {
        await(force);
      }
      applier.publish();
    } catch (RuntimeException e) {
      logged.forEach(write -> write.fail(e));
    }
  }

  /**
   * A group that waited while the store became too busy is refused before the log, too: what is in
   * the log must be applied, and applying never waits. So no more than one group goes beyond what
   * the store has room for.
   */
  private boolean refusedForNow(List<PendingWrite> group) {
    Duration busy = applier.retryAfter();
    if (busy.isPositive()) {
      StoreOverloadedException refusal =
          new StoreOverloadedException("the store can take no more just now", busy);
      group.forEach(write -> write.fail(refusal));
    }
    return busy.isPositive();
  }

  /** What could not be written is in no doubt: its sender may try again. */
  private StoreOverloadedException noRoom(StoreException cause) {
    if (unwritten == null) {
      log.log(Level.ERROR, "the log cannot be written; senders are told to retry", cause);
    }
    String reason = "the log cannot be written: " + cause.getMessage();
    unwritten = new Unwritten(reason, System.nanoTime() + retryAfter.toNanos());
    return new StoreOverloadedException(reason, retryAfter, cause);
  }

  long unapplied() {
    return unapplied.sum();
  }

  private long append(PendingWrite write) {
    return durability == Durability.MEMORY
        ? wal.passOver(write.batch())
        : wal.append(write.batch());
  }

  /** The force that the group waits for, null when it waits for none. */
  private @Nullable Future<?> startForce() {
    return switch (durability) {
      case FSYNC -> forcer.submit(wal::force);
      case OS, MEMORY -> {
        if (wal.hasFullFiles() && (background == null || background.isDone())) {
          background = forcer.submit(this::forceInBackground);
        }
        yield null;
      }
    };
  }

  private void forceInBackground() {
    try {
      wal.force();
    } catch (StoreException e) {
      log.log(Level.ERROR, "the log could not be forced, it takes nothing more", e);
    }
  }

  private void apply(long position, PendingWrite write) {
    try {
      write.stored(applier.apply(position, write.batch()));
    } catch (RuntimeException e) {
      unapplied.increment();
      wal.requests().remove(write.request());
      log.log(Level.ERROR, "the batch at " + LogPosition.of(position) + " cannot be applied", e);
      write.fail(e);
    }
  }

  private static void await(Future<?> force) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          force.get();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new StoreException("the log could not be forced: " + e.getMessage(), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Forces a last time, on its own thread: an interrupted one would close the file. */
  @Override
  public void close() {
    try {
      if (!wal.fenced() && !forcer.isShutdown()) {
        await(forcer.submit(wal::force));
      }
    } finally {
      forcer.close();
    }
  }
}
