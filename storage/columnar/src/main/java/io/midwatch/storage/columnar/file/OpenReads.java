package io.midwatch.storage.columnar.file;

import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The readings that go on. A file that no new reading can find is closed when all that began before
 * have ended, however long that takes. Thread-safe.
 */
public final class OpenReads {
  private final TreeSet<Long> open = new TreeSet<>();
  private long next;

  /** Runs a reading, which finds its files only now. */
  public <A> A during(Supplier<A> reading) {
    long number = begin();
    try {
      return reading.get();
    } finally {
      end(number);
    }
  }

  private synchronized long begin() {
    open.add(next);
    return next++;
  }

  private synchronized void end(long number) {
    open.remove(number);
  }

  /** The number of the next reading: every one that goes on has a lower one. */
  public synchronized long next() {
    return next;
  }

  /** Whether all readings below a number have ended. */
  public synchronized boolean ended(long below) {
    return open.isEmpty() || open.first() >= below;
  }
}
