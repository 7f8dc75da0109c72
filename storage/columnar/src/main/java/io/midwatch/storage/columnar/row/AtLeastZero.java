package io.midwatch.storage.columnar.row;

import io.midwatch.storage.columnar.table.Numbers;

/** Numbers of which the negative ones read as 0. */
public record AtLeastZero(Numbers numbers) implements Numbers {
  @Override
  public void read(int block, long[] into) {
    numbers.read(block, into);
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(0, into[i]);
    }
  }

  @Override
  public long at(int row) {
    return Math.max(0, numbers.at(row));
  }

  @Override
  public long min(int block) {
    return Math.max(0, numbers.min(block));
  }

  @Override
  public long max(int block) {
    return Math.max(0, numbers.max(block));
  }
}
