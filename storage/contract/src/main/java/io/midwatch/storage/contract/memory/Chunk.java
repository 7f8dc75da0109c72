package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.query.Row;

/**
 * Up to {@code capacity} rows in the order they were stored. One writer appends; readers look only
 * at the rows of a {@link Slice} that was published after they were written.
 */
final class Chunk<T> {
  private final Row<T>[] rows;
  private final long[] times;
  private int size;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;

  @SuppressWarnings("unchecked") // an array of a generic type cannot be made in another way
  Chunk(int capacity) {
    rows = (Row<T>[]) new Row<?>[capacity];
    times = new long[capacity];
  }

  void append(Row<T> row, long time) {
    rows[size] = row;
    times[size] = time;
    size++;
    minTime = Math.min(minTime, time);
    maxTime = Math.max(maxTime, time);
  }

  boolean isFull() {
    return size == rows.length;
  }

  int size() {
    return size;
  }

  Row<T> row(int index) {
    return rows[index];
  }

  /** The time the row is filed under, epoch nanoseconds. */
  long time(int index) {
    return times[index];
  }

  long minTime() {
    return minTime;
  }

  long maxTime() {
    return maxTime;
  }

  /** The rows from an index to those appended last. */
  Slice<T> slice(int from) {
    return new Slice<>(this, from, size, minTime, maxTime);
  }
}
