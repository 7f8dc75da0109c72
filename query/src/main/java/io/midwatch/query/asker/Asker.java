package io.midwatch.query.asker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Who waits for the answer the current thread works on, and for how long. The web server says
 * whether it went away; long work asks now and then and stops. Where nobody says so, as in a test,
 * nobody goes away or loses patience.
 */
public final class Asker {
  /** What all questions of one answer may take together; what is missing by then, it lacks. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of what is left, so that the questions that follow have some of it too. */
  private static final int SHARE = 3;

  /** Enough for a question that reads little, when those before it took everything. */
  private static final Duration LEAST = Duration.ofMillis(250);

  private static final ScopedValue<BooleanSupplier> GONE = ScopedValue.newInstance();
  private static final ScopedValue<Supplier<Duration>> LEFT = ScopedValue.newInstance();

  private Asker() {}

  /** To be asked from any thread, as long as the current one works on the answer. */
  public static BooleanSupplier gone() {
    return GONE.orElse(() -> false);
  }

  /**
   * What the next question may take.
   *
   * <pre>
   * questions of one answer, all slow   10 s, 6.7 s, 4.4 s, 3 s, 2 s … at last 0.25 s each
   * </pre>
   *
   * @param most when it is the only one
   */
  public static Duration share(Duration most) {
    if (!LEFT.isBound()) {
      return most;
    }
    Duration share = LEFT.get().get().dividedBy(SHARE);
    Duration enough = share.compareTo(LEAST) < 0 ? LEAST : share;
    return enough.compareTo(most) < 0 ? enough : most;
  }

  /**
   * Works on an answer, {@link #PATIENCE} at most.
   *
   * @throws X what the work throws
   */
  public static <X extends Throwable> void answer(BooleanSupplier gone, Work<X> work) throws X {
    long end = System.nanoTime() + PATIENCE.toNanos();
    answer(gone, () -> Duration.ofNanos(end - System.nanoTime()), work);
  }

  /**
   * The same with as much time as {@code left} says, negative when it is over.
   *
   * @throws X what the work throws
   */
  static <X extends Throwable> void answer(
      BooleanSupplier gone, Supplier<Duration> left, Work<X> work) throws X {
    ScopedValue.where(GONE, gone)
        .where(LEFT, left)
        .call(() -> {
          work.run();
          return true;
        });
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Work<X extends Throwable> {
    void run() throws X;
  }
}
