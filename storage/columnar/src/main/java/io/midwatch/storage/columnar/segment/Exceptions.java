package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.file.SectionBytes;

/**
 * Rows of a block that are too few to widen all the others for: position (2 bytes) and number (8)
 * of each, by position.
 */
record Exceptions(long offset, int count) {
  static final int ENTRY_BYTES = 10;
  static final Exceptions NONE = new Exceptions(0, 0);

  static void write(int row, long number, DataSink into) {
    into.putByte(row).putByte(row >>> 8).putLong(number);
  }

  long bytes() {
    return (long) count * ENTRY_BYTES;
  }

  int row(SectionBytes data, int exception) {
    return (int) data.getLong(at(exception)) & 0xFFFF;
  }

  long number(SectionBytes data, int exception) {
    return data.getLong(at(exception) + Short.BYTES);
  }

  private long at(int exception) {
    return offset + (long) exception * ENTRY_BYTES;
  }

  /** The last exception that is not behind a row, -1 when there is none. */
  int lastUpTo(SectionBytes data, int row) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (row(data, middle) <= row) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }
}
