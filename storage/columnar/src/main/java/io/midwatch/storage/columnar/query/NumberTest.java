package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Filter;
import java.util.Arrays;
import java.util.List;

/** Compares whole numbers without making values of them. */
sealed interface NumberTest extends RowTest {
  @Override
  default int cost() {
    return 1;
  }

  static RowTest of(BlockColumn.Longs column, Filter filter) {
    return switch (filter) {
      case Filter.Eq(_, AttributeValue value) -> oneOf(column, List.of(value));
      case Filter.In(_, List<AttributeValue> values) -> oneOf(column, values);
      case Filter.Exists _ -> EVERY;
      case Filter.NumberRange range -> new Between(column, range);
      // A text would be needed.
      case Filter.Prefix _, Filter.Phrase _, Filter.Substring _, Filter.Regex _ -> NONE;
      case Filter.And _, Filter.Or _, Filter.Not _, Filter.OfTraces _, Filter.TraceTenant _ ->
          throw new IllegalArgumentException("not a test of one field: " + filter);
    };
  }

  private static RowTest oneOf(BlockColumn.Longs column, List<AttributeValue> values) {
    long[] wanted =
        values.stream()
            .map(Values::normal)
            .filter(LongValue.class::isInstance)
            .mapToLong(value -> ((LongValue) value).value())
            .sorted()
            .toArray();
    return wanted.length == 0 ? NONE : new OneOf(column, wanted);
  }

  /** One of some numbers, ascending. */
  @SuppressWarnings("ArrayRecordComponent") // private to a question, and never compared
  record OneOf(BlockColumn.Longs column, long[] wanted) implements NumberTest {
    @Override
    public int select(int block, int[] positions, int count, int[] passed) {
      if (column.numbers().max(block) < wanted[0]
          || column.numbers().min(block) > wanted[wanted.length - 1]) {
        return 0;
      }
      long[] numbers = column.read(block, positions, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (Arrays.binarySearch(wanted, numbers[positions[i]]) >= 0) {
          passed[kept++] = positions[i];
        }
      }
      return kept;
    }
  }

  /** Between two numbers, compared as doubles. */
  final class Between implements NumberTest {
    private final BlockColumn.Longs column;
    private final double atLeast;
    private final double below;
    private final boolean open;

    Between(BlockColumn.Longs column, Filter.NumberRange range) {
      this.column = column;
      this.atLeast = range.atLeast() == null ? Double.NEGATIVE_INFINITY : range.atLeast();
      this.below = range.below() == null ? 0 : range.below();
      this.open = range.below() == null;
    }

    private boolean holds(double number) {
      return number >= atLeast && (open || number < below);
    }

    @Override
    public int select(int block, int[] positions, int count, int[] passed) {
      double min = column.numbers().min(block);
      double max = column.numbers().max(block);
      if (max < atLeast || (!open && min >= below)) {
        return 0;
      }
      if (holds(min) && holds(max)) {
        return EVERY.select(block, positions, count, passed);
      }
      long[] numbers = column.read(block, positions, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        int position = positions[i];
        passed[kept] = position;
        kept += holds(numbers[position]) ? 1 : 0;
      }
      return kept;
    }
  }
}
