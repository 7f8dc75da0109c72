package io.midwatch.storage.wal;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.LogScanner.Found;
import io.midwatch.storage.wal.LogScanner.Gap;
import io.midwatch.storage.wal.ReplayReport.Quarantined;
import io.midwatch.storage.wal.RequestWindow.Seen;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.RandomRead;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all files once, oldest first: remembers every request, applies the records from a
 * position on. Not thread-safe.
 */
final class Replay {
  private static final System.Logger log = System.getLogger(Replay.class.getName());

  private final Disk disk;
  private final RequestWindow requests;
  private final long from;
  private final BatchApplier applier;
  private final long startNanos = System.nanoTime();
  private final List<Quarantined> quarantined = new ArrayList<>();
  private long records;
  private long items;
  private long bytes;
  private long duplicates;
  private long unapplied;
  private @Nullable Quarantined torn;
  private long end;

  Replay(Disk disk, RequestWindow requests, long from, BatchApplier applier) {
    this.disk = disk;
    this.requests = requests;
    this.from = from;
    this.applier = applier;
  }

  /**
   * Applies the files.
   *
   * @param sequences of all log files, ascending
   * @param unreadable other files that are damaged
   */
  ReplayReport run(List<Integer> sequences, List<Quarantined> unreadable) {
    unreadable.forEach(this::quarantine);
    List<@Nullable FileHeader> headers = new ArrayList<>();
    for (int sequence : sequences) {
      headers.add(findHeader(sequence));
    }
    for (int i = 0; i < sequences.size(); i++) {
      boolean last = i == sequences.size() - 1;
      checkPrevious(headers.get(i), i == 0 ? 0 : sequences.get(i - 1));
      file(
          sequences.get(i),
          headers.get(i),
          findFirst(headers.subList(i + 1, headers.size())),
          last);
    }
    applier.publish();
    Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
    return new ReplayReport(
        records, items, bytes, duplicates, unapplied, quarantined, torn, duration);
  }

  /** Position behind the last whole record, 0 when there is no file. */
  long end() {
    return end;
  }

  private static @Nullable FileHeader findFirst(List<@Nullable FileHeader> headers) {
    for (FileHeader header : headers) {
      if (header != null) {
        return header;
      }
    }
    return null;
  }

  private @Nullable FileHeader findHeader(int sequence) {
    String name = LogFormat.logFile(sequence);
    try (RandomRead file = disk.open(name)) {
      if (file.size() < FileHeader.BYTES) {
        return null;
      }
      FileHeader header = FileHeader.find(new ReadWindow(file, 64).bytes(0, FileHeader.BYTES));
      if (header != null) {
        LogFormat.requireKnownVersion(header.version(), name);
      }
      return header;
    }
  }

  private void checkPrevious(@Nullable FileHeader header, int previousFound) {
    int previous = header == null ? 0 : LogPosition.of(header.previousEnd()).file();
    if (previous > previousFound && previous >= LogPosition.of(from).file()) {
      quarantine(previous, new Gap(0, 0));
    }
  }

  private void file(
      int sequence, @Nullable FileHeader header, @Nullable FileHeader next, boolean last) {
    try (RandomRead file = disk.open(LogFormat.logFile(sequence))) {
      long claimedEnd = claimedEnd(sequence, next, file.size());
      boolean needed = position(sequence, Math.max(claimedEnd, file.size())) > from;
      // Bodies are checked in files nobody needs too: a header whose body a loss of power took must
      // not make the whole copy of its request in a later file look like a repetition.
      LogScanner scanner = new LogScanner(file, sequence, claimedEnd);
      for (Found found = scanner.next(); found != null; found = scanner.next()) {
        record(found);
      }
      end = position(sequence, scanner.wholeEnd());
      if (needed) {
        report(sequence, header, scanner, claimedEnd, last);
      }
    }
  }

  /** Where a file ends as far as the one after it knows; its own end when nothing is known. */
  private static long claimedEnd(int sequence, @Nullable FileHeader next, long size) {
    if (next == null) {
      return size;
    }
    LogPosition previousEnd = LogPosition.of(next.previousEnd());
    if (previousEnd.file() == sequence) {
      return previousEnd.offset();
    }
    return previousEnd.file() < sequence ? 0 : size;
  }

  private void report(
      int sequence,
      @Nullable FileHeader header,
      LogScanner scanner,
      long claimedEnd,
      boolean last) {
    boolean empty = scanner.wholeEnd() == FileHeader.BYTES;
    if (header == null && claimedEnd > 0 && !(last && empty)) {
      quarantine(sequence, new Gap(0, Math.min(FileHeader.BYTES, claimedEnd)));
    }
    for (Gap gap : scanner.damage()) {
      if (position(sequence, gap.to()) > from) {
        quarantine(sequence, gap);
      }
    }
    if (claimedEnd > scanner.wholeEnd()) {
      Gap tail = new Gap(scanner.wholeEnd(), claimedEnd);
      if (last) {
        torn = part(sequence, tail);
      } else {
        quarantine(sequence, tail);
      }
    }
  }

  private void quarantine(int sequence, Gap gap) {
    quarantine(part(sequence, gap));
  }

  private static Quarantined part(int sequence, Gap gap) {
    return new Quarantined(LogFormat.logFile(sequence), gap.from(), gap.to());
  }

  private void quarantine(Quarantined part) {
    quarantined.add(part);
    log.log(Level.ERROR, "the log has bytes that are no record, they are skipped: {0}", part);
  }

  private void record(Found found) {
    RecordHeader header = found.header();
    boolean repeated = requests.holds(header.request(), header.receivedUnixNano());
    if (found.position() >= from) {
      if (repeated) {
        duplicates++;
      } else if (!apply(found)) {
        return;
      }
    } else if (!repeated) {
      applier.covered(found.position(), header.request().signal(), () -> batch(found));
    }
    if (!repeated) {
      requests.add(new Seen(header.request(), header.receivedUnixNano(), found.position()));
    }
  }

  private boolean apply(Found found) {
    try {
      items += applier.apply(found.position(), batch(found));
    } catch (StoreException e) {
      unapplied++;
      log.log(
          Level.ERROR,
          "the record at {0} cannot be applied, it is skipped: {1}",
          LogPosition.of(found.position()),
          e.getMessage());
      return false;
    }
    records++;
    bytes += found.stored().length;
    return true;
  }

  private static EncodedBatch batch(Found found) {
    RecordHeader header = found.header();
    return new EncodedBatch(
        header.request().signal(),
        header.encoding(),
        header.request().source(),
        header.receivedUnixNano(),
        header.itemCount(),
        header.rejected(),
        header.request().hash(),
        Bodies.body(header.compression(), found.stored(), header.bodyBytes()));
  }

  private static long position(int sequence, long offset) {
    return new LogPosition(sequence, offset).toLong();
  }
}
