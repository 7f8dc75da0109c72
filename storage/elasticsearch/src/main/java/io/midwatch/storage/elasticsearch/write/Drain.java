package io.midwatch.storage.elasticsearch.write;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.elasticsearch.client.Patience.StoppedException;
import io.midwatch.storage.elasticsearch.write.DocumentWriter.Logged;
import io.midwatch.storage.wal.BatchApplier;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is in the log and not yet in Elasticsearch. Batches are acknowledged when they are durable
 * in the log; one thread brings them on in the order of the log, as many at once as have come.
 * Bounded: when Elasticsearch is away, senders are told to wait once the backlog is full.
 * Thread-safe.
 */
final class Drain implements BatchApplier, AutoCloseable {
  private static final System.Logger log = System.getLogger(Drain.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final long GROUP_BYTES = 1L << 20;
  private static final int GROUP_BATCHES = 1_000;
  private static final long SAVE_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Forwarding forwarding;
  private final Runnable save;
  private final BooleanSupplier waitingForServer;
  private final Duration pause;
  private final long maxBytes;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Applied, and not yet known to be durable; only the applier's thread uses it. */
  private final List<Logged> unpublished = new ArrayList<>();

  /** Guarded by {@code lock}, like all below. */
  private final Deque<Logged> queue = new ArrayDeque<>();

  private volatile @Nullable String failure;

  private long bytes;
  private boolean writing;
  private boolean closing;

  /**
   * Held while documents are written or indices deleted; fair, or a backlog keeps retention out.
   */
  private final ReentrantLock writes = new ReentrantLock(true);

  /**
   * @param forwarding brings batches on, trying until they are stored or skipped
   * @param save makes what the writer reached durable
   * @param waitingForServer whether the writer waits for a server that may be away for long
   * @param pause when batches wait again
   * @param maxBytes of bodies; beyond it senders wait
   */
  Drain(
      Forwarding forwarding,
      Runnable save,
      BooleanSupplier waitingForServer,
      Duration pause,
      long maxBytes) {
    this.pause = pause;
    this.waitingForServer = waitingForServer;
    this.forwarding = forwarding;
    this.save = save;
    this.maxBytes = maxBytes;
    this.thread = Thread.ofPlatform().daemon().name("midwatch-elasticsearch").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  @Override
  public int apply(long position, EncodedBatch batch) {
    unpublished.add(new Logged(position, batch));
    return batch.acceptedCount();
  }

  @Override
  public void publish() {
    lock.lock();
    try {
      for (Logged logged : unpublished) {
        queue.add(logged);
        bytes += logged.batch().body().length;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    unpublished.clear();
  }

  @Override
  public Duration retryAfter() {
    lock.lock();
    try {
      return bytes >= maxBytes || failure != null ? RETRY : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long savedAt = System.nanoTime();
    boolean unsaved = false;
    int least = 1;
    try {
      while (true) {
        List<Logged> group = take(unsaved, least);
        if (!group.isEmpty()) {
          unsaved = true;
          List<Logged> left = forward(group);
          done(group, left);
          // What shows that they alone are at fault comes behind them, however large they are.
          least = left.size() + 1;
          if (!left.isEmpty()) {
            pause();
          }
        } else if (isClosing()) {
          return;
        }
        if (unsaved && (group.isEmpty() || System.nanoTime() - savedAt > SAVE_EVERY_NANOS)) {
          unsaved = !saved();
          savedAt = System.nanoTime();
        }
      }
    } catch (StoppedException _) {
      log.log(Level.INFO, "stopped with a backlog of " + bytes + " bytes, which is in the log");
    } catch (RuntimeException | Error e) { // whoever runs it must hear of it
      failure = "nothing more is brought into Elasticsearch until a restart: " + e;
      log.log(Level.ERROR, "nothing more is brought into Elasticsearch until a restart", e);
    }
  }

  private List<Logged> forward(List<Logged> group) {
    writes.lock();
    try {
      return forwarding.forward(group);
    } finally {
      writes.unlock();
    }
  }

  /** Nothing gets through: the same again in a while. Ends early when the store is closed. */
  private void pause() {
    long left = pause.toNanos();
    lock.lock();
    try {
      while (left > 0 && !closing) {
        left = changed.awaitNanos(left);
      }
      if (closing) {
        throw new StoppedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      lock.unlock();
    }
  }

  /** False when it is to be tried again: what is not saved is brought again after a crash. */
  private boolean saved() {
    try {
      save.run();
      return true;
    } catch (RuntimeException e) {
      log.log(Level.WARNING, "could not save how far the log was brought; trying again", e);
      return false;
    }
  }

  /** Why nothing is brought over, null when something is. */
  @Nullable String failure() {
    return failure != null ? failure : forwarding.problem();
  }

  /**
   * Waits for batches; when something is to be saved, not for long.
   *
   * @param least as many at once, as far as they have come
   */
  private List<Logged> take(boolean unsaved, int least) {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        if (!unsaved) {
          changed.awaitUninterruptibly();
        } else if (!awaitSoon()) {
          break;
        }
      }
      List<Logged> group = new ArrayList<>();
      long groupBytes = 0;
      while (!queue.isEmpty()
          && (group.size() < least || group.size() < GROUP_BATCHES && groupBytes < GROUP_BYTES)) {
        Logged next = queue.remove();
        group.add(next);
        groupBytes += next.batch().body().length;
      }
      writing = !group.isEmpty();
      return group;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitSoon() {
    try {
      return changed.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * @param left batches at the end of the group that wait in front again
   */
  private void done(List<Logged> group, List<Logged> left) {
    lock.lock();
    try {
      group.forEach(logged -> bytes -= logged.batch().body().length);
      left.forEach(logged -> bytes += logged.batch().body().length);
      left.reversed().forEach(queue::addFirst);
      writing = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of bodies that wait. */
  long backlogBytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Items that wait, of one signal. */
  long backlogItems(Signal signal) {
    lock.lock();
    try {
      return queue.stream()
          .filter(logged -> logged.batch().signal() == signal)
          .mapToLong(logged -> logged.batch().acceptedCount())
          .sum();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything that was acknowledged is stored; false when that takes too long. */
  boolean settle(Duration patience) {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (!queue.isEmpty() || writing) {
        if (nanos <= 0 || !thread.isAlive()) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Runs while nothing is being written; false, and nothing is run, when that takes too long. */
  boolean exclusively(Duration patience, Runnable change) {
    try {
      if (!writes.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      change.run();
      return true;
    } finally {
      writes.unlock();
    }
  }

  /** Stores what waits if that goes quickly; the rest is in the log. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join(waitingForServer.getAsBoolean() ? Duration.ofMillis(1) : Duration.ofSeconds(5));
    if (thread.isAlive()) {
      thread.interrupt();
      join(Duration.ofSeconds(30));
    }
  }

  private void join(Duration patience) {
    try {
      boolean _ = thread.join(patience);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
