package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.answer.Condition;
import java.util.Arrays;

/** One figure of every group, in arrays by group number. Not thread-safe. */
interface Figure {
  /** Prepares for the rows of a part. */
  default void open(PartView<?> view) {}

  /** Looks at the selected rows of a block before they come by group. */
  default void look(int block, int[] positions, int count) {}

  /**
   * Adds rows to their groups.
   *
   * @param size groups there are by now
   */
  void add(int block, int[] positions, int[] groups, int count, int size);

  /** The figure is an estimate. */
  default boolean isApproximate(int group) {
    return false;
  }

  /** Rows. */
  final class Counted implements Figure {
    private long[] counts = new long[16];

    @Override
    public void add(int block, int[] positions, int[] groups, int count, int size) {
      counts = grown(counts, size);
      for (int i = 0; i < count; i++) {
        counts[groups[i]]++;
      }
    }

    double count(int group) {
      return group < counts.length ? counts[group] : 0;
    }
  }

  /** Rows that pass a test. */
  final class CountedIf implements Figure {
    private final Condition condition;
    private final int[] passed = new int[io.midwatch.storage.columnar.table.Table.BLOCK_ROWS];
    private final byte[] marks = new byte[passed.length];
    private RowTest test = RowTest.NONE;
    private int hits;
    private long[] counts = new long[16];

    CountedIf(Condition condition) {
      this.condition = condition;
    }

    @Override
    public void open(PartView<?> view) {
      test = new TestBinder<>(view).bind(condition);
    }

    @Override
    public void look(int block, int[] positions, int count) {
      for (int i = 0; i < hits; i++) {
        marks[passed[i]] = 0;
      }
      hits = test.select(block, positions, count, passed);
      for (int i = 0; i < hits; i++) {
        marks[passed[i]] = 1;
      }
    }

    @Override
    public void add(int block, int[] positions, int[] groups, int count, int size) {
      counts = grown(counts, size);
      for (int i = 0; hits > 0 && i < count; i++) {
        counts[groups[i]] += marks[positions[i]];
      }
    }

    double count(int group) {
      return group < counts.length ? counts[group] : 0;
    }
  }

  private static long[] grown(long[] counts, int size) {
    return counts.length >= size
        ? counts
        : Arrays.copyOf(counts, Math.max(size, 2 * counts.length));
  }
}
