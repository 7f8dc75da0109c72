package io.midwatch.storage.columnar.row;

/**
 * Told of every item that became a row, in row order, before it is published.
 *
 * @param <T> what a row is, a span or a log record
 */
@FunctionalInterface
public interface RowStored<T> {
  void stored(int row, T item);
}
