package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.ReplayReport.Quarantined;
import io.midwatch.storage.wal.disk.Disk;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares every checksum of a log nobody has open, and unpacks every body; changes nothing.
 *
 * @param files log files and files of seen requests
 * @param bytes in them
 * @param report of a replay that stored nothing
 */
public record LogCheck(int files, long bytes, ReplayReport report) {

  /**
   * Reads the whole log of a disk.
   *
   * @param needed the position from which a store needs the log; a file from there on that is
   *     missing between others is a damage
   * @throws StoreException when a file has another format version or cannot be read
   */
  public static LogCheck of(Disk disk, long needed) {
    List<Integer> sequences = new ArrayList<>();
    List<Quarantined> unreadable = new ArrayList<>();
    SeenFiles seen = new SeenFiles(disk, new RequestWindow());
    int files = 0;
    long bytes = 0;
    for (String name : disk.list(LogFormat.FOLDER)) {
      String path = LogFormat.FOLDER + "/" + name;
      if (LogFormat.logSequence(name) > 0) {
        sequences.add(LogFormat.logSequence(name));
      } else if (LogFormat.seenSequence(name) > 0) {
        seen.read(path).ifPresent(unreadable::add);
      } else {
        continue;
      }
      files++;
      bytes += disk.size(path);
    }
    long first = sequences.isEmpty() ? needed : new LogPosition(sequences.getFirst(), 0).toLong();
    // a window of its own: a request in a .seen file and in the log is still read
    Replay replay = new Replay(disk, new RequestWindow(), Math.min(needed, first), new Counting());
    return new LogCheck(files, bytes, replay.run(sequences, unreadable));
  }

  /** Stores nothing. */
  private static final class Counting implements BatchApplier {
    @Override
    public int apply(long position, EncodedBatch batch) {
      return batch.acceptedCount();
    }

    @Override
    public void publish() {}
  }
}
