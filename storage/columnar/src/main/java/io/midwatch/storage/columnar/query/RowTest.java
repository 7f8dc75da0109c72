package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A filter bound to one part, run over ascending positions of one block at a time. Not thread-safe.
 */
interface RowTest {
  /** Every row. */
  RowTest EVERY =
      (_, positions, count, passed) -> {
        System.arraycopy(positions, 0, passed, 0, count);
        return count;
      };

  /** No row. */
  RowTest NONE = (_, _, _, _) -> 0;

  /**
   * Writes the positions that pass, ascending, and returns how many; {@code passed} may be {@code
   * positions}.
   */
  int select(int block, int[] positions, int count, int[] passed);

  /** Nanoseconds one row costs, roughly; cheap tests go first. */
  default int cost() {
    return 0;
  }

  /** This test, then another on what passed, in that order. */
  default RowTest then(RowTest next) {
    if (equals(NONE) || next.equals(NONE)) {
      return NONE;
    }
    if (equals(EVERY)) {
      return next;
    }
    return next.equals(EVERY) ? this : new All(List.of(this, next));
  }

  static RowTest all(List<RowTest> tests) {
    List<RowTest> ordered = new ArrayList<>();
    for (RowTest test : tests) {
      if (test.equals(NONE)) {
        return NONE;
      }
      if (!test.equals(EVERY)) {
        ordered.add(test);
      }
    }
    ordered.sort(Comparator.comparingInt(RowTest::cost));
    return switch (ordered.size()) {
      case 0 -> EVERY;
      case 1 -> ordered.getFirst();
      default -> new All(ordered);
    };
  }

  static RowTest one(List<RowTest> tests) {
    List<RowTest> ordered = new ArrayList<>();
    for (RowTest test : tests) {
      if (test.equals(EVERY)) {
        return EVERY;
      }
      if (!test.equals(NONE)) {
        ordered.add(test);
      }
    }
    ordered.sort(Comparator.comparingInt(RowTest::cost));
    return switch (ordered.size()) {
      case 0 -> NONE;
      case 1 -> ordered.getFirst();
      default -> new One(ordered);
    };
  }

  static RowTest not(RowTest test) {
    if (test.equals(NONE)) {
      return EVERY;
    }
    return test.equals(EVERY) ? NONE : new Not(test);
  }

  /** Removes from ascending positions those that are in another such list. */
  private static int without(
      int[] positions, int count, int[] removed, int removedCount, int[] into) {
    int kept = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int position = positions[i];
      if (next < removedCount && removed[next] == position) {
        next++;
      } else {
        into[kept++] = position;
      }
    }
    return kept;
  }

  /** All of them, one after the other on what is left. */
  record All(List<RowTest> tests) implements RowTest {
    @Override
    public int select(int block, int[] positions, int count, int[] passed) {
      int[] from = positions;
      int left = count;
      for (RowTest test : tests) {
        left = test.select(block, from, left, passed);
        from = passed;
        if (left == 0) {
          return 0;
        }
      }
      return left;
    }

    @Override
    public int cost() {
      return tests.getFirst().cost();
    }
  }

  /** At least one of them; each looks only at rows that none before it passed. */
  final class One implements RowTest {
    private final List<RowTest> tests;
    private final int[] rest = new int[Table.BLOCK_ROWS];
    private final int[] found = new int[Table.BLOCK_ROWS];

    One(List<RowTest> tests) {
      this.tests = tests;
    }

    @Override
    public int select(int block, int[] positions, int count, int[] passed) {
      System.arraycopy(positions, 0, rest, 0, count);
      int left = count;
      for (RowTest test : tests) {
        int hits = left == 0 ? 0 : test.select(block, rest, left, found);
        left = without(rest, left, found, hits, rest);
      }
      return without(positions, count, rest, left, passed);
    }

    @Override
    public int cost() {
      return tests.stream().mapToInt(RowTest::cost).sum();
    }
  }

  /** Rows that do not pass. */
  final class Not implements RowTest {
    private final RowTest test;
    private final int[] found = new int[Table.BLOCK_ROWS];

    Not(RowTest test) {
      this.test = test;
    }

    @Override
    public int select(int block, int[] positions, int count, int[] passed) {
      int hits = test.select(block, positions, count, found);
      return without(positions, count, found, hits, passed);
    }

    @Override
    public int cost() {
      return test.cost();
    }
  }
}
