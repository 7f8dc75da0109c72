package io.midwatch.storage.columnar.retention;

import io.midwatch.storage.columnar.file.OpenReads;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Files that no new question sees: unlinked at once, closed when every question that may still read
 * them has ended. Thread-safe.
 */
public final class Leaving {
  private final Disk disk;
  private final OpenReads reads;
  private final Deque<Left> left = new ArrayDeque<>();

  /**
   * @param readBelow only readings with a lower number may have found the file
   */
  private record Left(long readBelow, long bytes, Runnable close) {}

  /**
   * @param reads every reading of the files that will leave
   */
  public Leaving(Disk disk, OpenReads reads) {
    this.disk = disk;
    this.reads = reads;
  }

  /**
   * Deletes a file that is listed no more, if it is still there, and closes it when nobody can be
   * reading it.
   */
  public synchronized void unlink(String file, long bytes, Runnable close) {
    left.addLast(new Left(reads.next(), bytes, close));
    if (disk.exists(file)) {
      disk.delete(file);
    }
  }

  /** Of files that are unlinked and not closed: the disk has them still. */
  public synchronized long bytes() {
    return left.stream().mapToLong(Left::bytes).sum();
  }

  /** Closes what nobody can be reading any more. */
  public synchronized void closeUnread() {
    while (!left.isEmpty() && reads.ended(left.getFirst().readBelow)) {
      left.removeFirst().close.run();
    }
  }
}
