package io.midwatch.storage.columnar;

import io.midwatch.storage.wal.disk.Disk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Files that no new question sees: unlinked at once, closed when every question that may still read
 * them has ended. One thread.
 */
final class Leaving {
  /** Longer than any question may take. */
  private static final Duration STAY = Duration.ofMinutes(2);

  private final Disk disk;
  private final Deque<Left> left = new ArrayDeque<>();

  private record Left(Instant at, Runnable close) {}

  Leaving(Disk disk) {
    this.disk = disk;
  }

  void unlink(String file, Runnable close, Instant now) {
    disk.delete(file);
    left.addLast(new Left(now.plus(STAY), close));
  }

  /** Closes what nobody can be reading any more. */
  void closeOld(Instant now) {
    while (!left.isEmpty() && !now.isBefore(left.getFirst().at)) {
      left.removeFirst().close.run();
    }
  }
}
