package io.midwatch.storage.wal;

import io.midwatch.storage.wal.disk.RandomRead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the whole records of one log file, in order. What is no whole record is skipped: to the end
 * of the record when its header is whole, else to the next header. Not thread-safe.
 *
 * <pre>
 * header  record  record  ####  record  ##
 *                         damage        tail
 * </pre>
 */
final class LogScanner {
  private static final int BODY_WINDOW_BYTES = 1 << 20;
  private static final int HEADER_WINDOW_BYTES = 4 << 10;

  private final int sequence;
  private final long end;
  private final ReadWindow file;
  private final List<Gap> damage = new ArrayList<>();
  private long at = FileHeader.BYTES;
  private long wholeEnd = FileHeader.BYTES;

  /** Bytes {@code [from, to)} of the file that are no record. */
  record Gap(long from, long to) {}

  /**
   * A whole record.
   *
   * @param stored the body as stored
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  record Found(long position, RecordHeader header, byte[] stored) {}

  /**
   * @param end where the file ends; what stands beyond it does not count
   */
  LogScanner(RandomRead file, int sequence, long end) {
    this.sequence = sequence;
    this.end = Math.min(end, file.size());
    this.file = new ReadWindow(file, BODY_WINDOW_BYTES);
  }

  /** The next whole record, null behind the last. */
  @Nullable Found next() {
    while (at < end) {
      RecordHeader header = findHeader();
      if (header == null) {
        at = nextMagic();
        continue;
      }
      long start = at;
      at = Math.min(end, start + header.recordBytes());
      Found found = find(start, header);
      if (found != null) {
        if (start > wholeEnd) {
          damage.add(new Gap(wholeEnd, start));
        }
        wholeEnd = at;
        return found;
      }
    }
    return null;
  }

  /** Where the last whole record so far ends. */
  long wholeEnd() {
    return wholeEnd;
  }

  /** Gaps before whole records. */
  List<Gap> damage() {
    return damage;
  }

  private @Nullable RecordHeader findHeader() {
    if (end - at < RecordHeader.FIXED_BYTES) {
      return null;
    }
    int size = RecordHeader.findSize(file.bytes(at, RecordHeader.FIXED_BYTES));
    if (size == 0 || size > end - at) {
      return null;
    }
    return RecordHeader.find(copy(at, size), position(at));
  }

  private @Nullable Found find(long start, RecordHeader header) {
    if (start + header.recordBytes() > end) {
      return null;
    }
    byte[] stored = copy(start + header.headerBytes(), header.storedBytes());
    return RecordHeader.checksum(stored) != header.bodyChecksum()
        ? null
        : new Found(position(start), header, stored);
  }

  /** Where a header may start next. */
  private long nextMagic() {
    for (long from = at + 1; from + RecordHeader.FIXED_BYTES <= end; ) {
      int count = (int) Math.min(HEADER_WINDOW_BYTES, end - from);
      ByteBuffer bytes = file.bytes(from, count);
      for (int i = 0; i + Integer.BYTES <= count; i++) {
        if (bytes.getInt(i) == RecordHeader.MAGIC) {
          return from + i;
        }
      }
      from += count - (Integer.BYTES - 1);
    }
    return end;
  }

  private byte[] copy(long from, int count) {
    byte[] copy = new byte[count];
    file.bytes(from, count).get(copy);
    return copy;
  }

  private long position(long offset) {
    return new LogPosition(sequence, offset).toLong();
  }
}
