package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;

/** Numbers in an array. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ListNumbers(long[] numbers) implements Numbers {
  private int from(int block) {
    return block * Table.BLOCK_ROWS;
  }

  private int to(int block) {
    return Math.min(numbers.length, from(block) + Table.BLOCK_ROWS);
  }

  @Override
  public void read(int block, long[] into) {
    System.arraycopy(numbers, from(block), into, 0, to(block) - from(block));
  }

  @Override
  public long at(int row) {
    return numbers[row];
  }

  @Override
  public long min(int block) {
    return Arrays.stream(numbers, from(block), to(block)).min().orElseThrow();
  }

  @Override
  public long max(int block) {
    return Arrays.stream(numbers, from(block), to(block)).max().orElseThrow();
  }
}
