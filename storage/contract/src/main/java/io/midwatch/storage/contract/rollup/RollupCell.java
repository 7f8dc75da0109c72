package io.midwatch.storage.contract.rollup;

/** One row of one bucket, to be added to; positions are those of the {@link RollupTable}. */
public interface RollupCell {
  /** Adds to a counter; the amount may be negative to correct an earlier count. */
  void count(int counter, long amount);

  /** Records one value in a histogram. */
  default void record(int histogram, double value) {
    record(histogram, value, 1);
  }

  /** Records a value so many times. */
  void record(int histogram, double value, long times);

  /** Adds an item to a distinct count. */
  void observe(int sketch, String item);
}
