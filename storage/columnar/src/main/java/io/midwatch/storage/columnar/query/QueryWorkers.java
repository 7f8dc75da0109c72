package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.answer.Budget;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Threads that compute answers: a few questions run at once, some wait, more are refused. The time
 * a question waits counts towards its deadline. One whose asker went away is given up, and never
 * runs when it waited still. Thread-safe.
 */
public final class QueryWorkers implements Asking, AutoCloseable {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** What a question may take beyond its deadline: a block, and putting the answer together. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** How often is looked whether the asker is there. */
  private static final long LOOK_NANOS = 100_000_000;

  private final ThreadPoolExecutor threads;
  private final OpenReads reads;
  private final Supplier<BooleanSupplier> askers;

  /**
   * @param running questions that run at once
   * @param waiting questions that wait for their turn
   * @param reads has every question that runs
   * @param askers for the thread that asks: what says whether it waits in vain
   */
  public QueryWorkers(int running, int waiting, OpenReads reads, Supplier<BooleanSupplier> askers) {
    this.reads = reads;
    this.askers = askers;
    threads =
        new ThreadPoolExecutor(
            running,
            running,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("store-query-", 1).daemon().factory());
  }

  /**
   * Waits for the answer of a question. When the calling thread is interrupted the question is
   * cancelled and the thread stays interrupted.
   *
   * @param budget of the question; it must have been made by now, so that waiting counts
   * @throws StoreOverloadedException when too many questions wait, or none was answered in time
   * @throws AbandonedException when the asker went away
   * @throws StoreException when the calling thread was interrupted
   */
  @Override
  public <A> A ask(Budget budget, Supplier<A> question) {
    FutureTask<A> answer = new FutureTask<>(() -> reads.during(question));
    try {
      threads.execute(answer);
    } catch (RejectedExecutionException full) {
      throw new StoreOverloadedException(
          threads.isShutdown() ? "the store is closed" : "too many questions at once", RETRY_AFTER);
    }
    boolean answered = false;
    try {
      A found = await(answer, budget.timeout().plus(GRACE).toNanos());
      answered = true;
      return found;
    } catch (ExecutionException failed) {
      throw failure(failed);
    } catch (TimeoutException late) {
      throw new StoreOverloadedException(
          "no answer within " + budget.timeout().toMillis() + " ms", RETRY_AFTER);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new StoreException("the question was cancelled", cancelled);
    } finally {
      if (!answered) {
        giveUp(budget, answer);
      }
    }
  }

  private <A> A await(FutureTask<A> answer, long mostNanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    BooleanSupplier gone = askers.get();
    long end = System.nanoTime() + mostNanos;
    while (true) {
      long left = end - System.nanoTime();
      try {
        return answer.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        if (gone.getAsBoolean()) {
          throw new AbandonedException();
        }
        if (left <= LOOK_NANOS) {
          throw late;
        }
      }
    }
  }

  /** Not by interrupting its thread, for that closes the files it reads. */
  private void giveUp(Budget budget, FutureTask<?> answer) {
    budget.cancel();
    answer.cancel(false);
    threads.remove(answer);
  }

  private static RuntimeException failure(ExecutionException failed) {
    return switch (failed.getCause()) {
      case Error error -> throw error;
      case RuntimeException problem -> problem;
      case null, default -> new StoreException("the question failed", failed);
    };
  }

  /** Questions that wait for their turn. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Refuses further questions; those that wait or run are answered. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
