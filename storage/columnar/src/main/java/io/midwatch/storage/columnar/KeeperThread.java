package io.midwatch.storage.columnar;

import io.midwatch.storage.contract.StoreException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the store's work in the background, when it is woken and at least every second. When the
 * disk fails it waits longer and longer between tries, up to 5 s, whoever wakes it, and says so in
 * {@link #problem()}.
 */
final class KeeperThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KeeperThread.class);
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Runnable work;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore wanted = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable String problem;

  KeeperThread(String name, Runnable work) {
    this.work = work;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Has the work done soon. */
  void wake() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  /** Runs while the work does not. */
  void exclusively(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /** Whether long work should end soon. */
  boolean isClosed() {
    return closed;
  }

  /** Why the work cannot be done, null when all is well. */
  @Nullable String problem() {
    return problem;
  }

  private void run() {
    Duration pause = IDLE;
    while (!closed) {
      try {
        if (pause.equals(IDLE)) {
          if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            wanted.drainPermits();
          }
        } else if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        if (!closed) {
          exclusively(work);
        }
        problem = null;
        pause = IDLE;
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        pause = longer(pause);
        note(e);
      } catch (RuntimeException e) {
        pause = longer(pause);
        note(new StoreException("the store's background work failed: " + e, e));
      } catch (Error e) { // the thread ends: whoever waits for its work must hear of it
        note(new StoreException("the store's background work has ended: " + e, e));
        throw e;
      }
    }
  }

  private void note(StoreException e) {
    if (problem == null) {
      log.atError().setCause(e).log("work in the background failed; trying again");
    }
    problem = e.getMessage();
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Waits for the work under way; nothing is begun afterwards. */
  @Override
  public void close() {
    closed = true;
    closing.countDown();
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
