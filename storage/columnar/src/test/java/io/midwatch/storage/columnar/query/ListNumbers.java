package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.Arrays;

/** Numbers in an array. */
final class ListNumbers implements Numbers {
  private final long[] numbers;
  private final long[] min;
  private final long[] max;

  ListNumbers(long... numbers) {
    this.numbers = numbers;
    int blocks = (numbers.length + Table.BLOCK_ROWS - 1) / Table.BLOCK_ROWS;
    this.min = new long[blocks];
    this.max = new long[blocks];
    for (int block = 0; block < blocks; block++) {
      min[block] = Arrays.stream(numbers, from(block), to(block)).min().orElseThrow();
      max[block] = Arrays.stream(numbers, from(block), to(block)).max().orElseThrow();
    }
  }

  private static int from(int block) {
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
    return min[block];
  }

  @Override
  public long max(int block) {
    return max[block];
  }
}
