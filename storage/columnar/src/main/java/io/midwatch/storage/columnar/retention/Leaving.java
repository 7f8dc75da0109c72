package io.midwatch.storage.columnar.retention;

import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Files that no new question sees: unlinked at once, closed when every question that may still read
 * them has ended. Thread-safe.
 */
public final class Leaving {
  /** Longer than any question may take. */
  private static final Duration STAY = Duration.ofMinutes(2);

  private final Disk disk;
  private final Deque<Left> left = new ArrayDeque<>();

  private record Left(Instant at, long bytes, Runnable close) {}

  public Leaving(Disk disk) {
    this.disk = disk;
  }

  /** Deletes a file and closes it when nobody can be reading it any more. */
  public synchronized void unlink(String file, long bytes, Runnable close, Instant now) {
    left.addLast(new Left(now.plus(STAY), bytes, close));
    disk.delete(file);
  }

  /** Of files that are unlinked and not closed: the disk has them still. */
  public synchronized long bytes() {
    return left.stream().mapToLong(Left::bytes).sum();
  }

  /** Closes what nobody can be reading any more. */
  public synchronized void closeOld(Instant now) {
    while (!left.isEmpty() && !now.isBefore(left.getFirst().at)) {
      left.removeFirst().close.run();
    }
  }
}
