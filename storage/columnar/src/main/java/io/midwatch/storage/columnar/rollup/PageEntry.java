package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;

/**
 * What is in a page without reading it: one slice's rows of neighbouring keys.
 *
 * @param minStart first bucket, epoch nanoseconds
 * @param maxStart last bucket, inclusive
 * @param firstKey place of the first key in the run's list
 * @param lastKey inclusive
 * @param rawBytes length when decompressed
 */
record PageEntry(long minStart, long maxStart, int firstKey, int lastKey, int rows, int rawBytes) {

  void write(DataSink sink) {
    sink.putSigned(minStart)
        .putVarint(maxStart - minStart)
        .putVarint(firstKey)
        .putVarint(lastKey)
        .putVarint(rows)
        .putVarint(rawBytes);
  }

  static PageEntry read(DataCursor cursor) {
    long minStart = cursor.getSigned();
    return new PageEntry(
        minStart,
        minStart + cursor.getVarint(),
        cursor.getCount(),
        cursor.getCount(),
        cursor.getCount(),
        cursor.getCount());
  }

  boolean overlaps(long from, long to) {
    return minStart < to && maxStart >= from;
  }
}
