package io.midwatch.storage.elasticsearch.client;

import io.midwatch.storage.contract.StoreException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again until the server does what it is asked, waiting longer each time, 0.1 s to 5 s. Meant
 * for the one thread that writes; it ends when that thread is interrupted.
 */
public final class Patience {
  private static final System.Logger log = System.getLogger(Patience.class.getName());
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private volatile @Nullable String problem;

  /**
   * The result of the first attempt that succeeds. Only what may succeed later is tried again: a
   * {@link NotYetException}, and a server of another kind, which an operator may put right.
   *
   * @throws StoppedException when the thread is interrupted
   * @throws RefusedException when the server will never do it
   */
  public <R> R until(Supplier<R> attempt) {
    long wait = FIRST_MILLIS;
    while (true) {
      try {
        R result = attempt.get();
        solved();
        return result;
      } catch (NotYetException | WrongServerException e) {
        failed(e);
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoppedException();
      }
      wait = Math.min(2 * wait, LONGEST_MILLIS);
    }
  }

  private void failed(StoreException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw new StoppedException();
    }
    if (problem == null) {
      log.log(Level.WARNING, "waiting for Elasticsearch: " + e.getMessage());
    }
    problem = String.valueOf(e.getMessage());
  }

  private void solved() {
    if (problem != null) {
      log.log(Level.INFO, "Elasticsearch does what it is asked again");
      problem = null;
    }
  }

  /** What is being waited for, null when nothing is. */
  public @Nullable String problem() {
    return problem;
  }

  /** The store is being closed; what was not done is done again from the log. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
      super("the store is being closed");
    }
  }
}
