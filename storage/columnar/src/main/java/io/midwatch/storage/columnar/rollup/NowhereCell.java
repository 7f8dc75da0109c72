package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupCell;

/** Takes what is not counted: items too old or too far in the future. */
enum NowhereCell implements RollupCell {
  NOWHERE;

  @Override
  public void count(int counter, long amount) {}

  @Override
  public void record(int histogram, double value, long times) {}

  @Override
  public void observe(int sketch, String item) {}
}
