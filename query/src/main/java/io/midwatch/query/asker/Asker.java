package io.midwatch.query.asker;

import java.util.function.BooleanSupplier;

/**
 * Who waits for the answer the current thread works on. The web server says whether it went away;
 * long work asks now and then and stops. Where nobody says so, as in a test, nobody goes away.
 */
public final class Asker {
  private static final ScopedValue<BooleanSupplier> GONE = ScopedValue.newInstance();

  private Asker() {}

  /** To be asked from any thread, as long as the current one works on the answer. */
  public static BooleanSupplier gone() {
    return GONE.orElse(() -> false);
  }

  /**
   * Works on an answer.
   *
   * @throws X what the work throws
   */
  public static <X extends Throwable> void answer(BooleanSupplier gone, Work<X> work) throws X {
    ScopedValue.where(GONE, gone)
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
