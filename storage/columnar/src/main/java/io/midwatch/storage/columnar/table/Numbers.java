package io.midwatch.storage.columnar.table;

/** A whole number in every row. Thread-safe. */
public interface Numbers {
  /** The numbers of a block's rows; the array holds at least as many. */
  void read(int block, long[] into);

  long at(int row);

  /** No number of the block is below it; it need not occur. */
  long min(int block);

  /** No number of the block is above it; it need not occur. */
  long max(int block);
}
