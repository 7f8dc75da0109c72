package io.midwatch.storage.columnar;

import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Files that no new question sees: unlinked at once, closed when every question that may still read
 * them has ended. Thread-safe.
 */
final class Leaving {
  /** Longer than any question may take. */
  private static final Duration STAY = Duration.ofMinutes(2);

  private final Disk disk;
  private final Deque<Left> left = new ArrayDeque<>();

  private record Left(Instant at, long bytes, Runnable close) {}

  Leaving(Disk disk) {
    this.disk = disk;
  }

  synchronized void unlink(String file, long bytes, Runnable close, Instant now) {
    left.addLast(new Left(now.plus(STAY), bytes, close));
    disk.delete(file);
  }

  /** Of files that are unlinked and not closed: the disk has them still. */
  synchronized long bytes() {
    return left.stream().mapToLong(Left::bytes).sum();
  }

  /** Closes what nobody can be reading any more. */
  synchronized void closeOld(Instant now) {
    while (!left.isEmpty() && !now.isBefore(left.getFirst().at)) {
      left.removeFirst().close.run();
    }
  }
}
