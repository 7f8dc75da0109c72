package io.midwatch.storage.wal;

/**
 * The parts of a log position: {@code file sequence << 32 | offset of the record in the file}. A
 * later record has a greater position, also across files and restarts.
 *
 * @param file 1 to 2^31 - 1
 * @param offset 0 to 2^32 - 1
 */
public record LogPosition(int file, long offset) {
  /** Before every record. */
  public static final long START = 0;

  public static LogPosition of(long position) {
    return new LogPosition((int) (position >>> 32), position & 0xffff_ffffL);
  }

  public long toLong() {
    return (long) file << 32 | offset;
  }

  /** Such as {@code 12:4096}. */
  @Override
  public String toString() {
    return file + ":" + offset;
  }
}
