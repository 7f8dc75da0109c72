package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Values;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.GroupBy.Missing;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the terms of one grouping from one part. Not thread-safe. */
interface Grouping {
  /** Numbers of the rows' terms, or what {@link Terms} says instead, in the order of positions. */
  void read(int block, int[] positions, int count, int[] numbers);

  /** The terms of a row of the part; empty when it is left out. */
  List<AttributeValue> terms(int row);

  static Grouping of(GroupBy groupBy, Terms terms, PartView<?> view) {
    return switch (groupBy) {
      case GroupBy.TimeBucket(long step) -> new ByTime(view.times(), step, terms);
      case GroupBy.Terms(Field field, Missing missing) ->
          of(view.column(field), terms, value -> terms(value, missing));
      case GroupBy.NumericBucket bucket ->
          view.column(bucket.field()) instanceof BlockColumn.Longs longs
              ? new ByBand(longs, bucket, terms)
              : of(view.column(bucket.field()), terms, value -> bands(value, bucket));
    };
  }

  private static Grouping of(BlockColumn column, Terms terms, TermsOf of) {
    return column instanceof BlockColumn.Codes codes
        ? new ByCode(codes, terms, of)
        : new ByValue(column, terms, of);
  }

  /** Makes terms of a value. */
  interface TermsOf {
    List<AttributeValue> terms(@Nullable AttributeValue value);
  }

  private static List<AttributeValue> terms(@Nullable AttributeValue value, Missing missing) {
    List<AttributeValue> terms = Values.keys(value);
    return terms.isEmpty() && missing == Missing.OWN_GROUP ? List.of(AttributeValue.EMPTY) : terms;
  }

  private static List<AttributeValue> bands(
      @Nullable AttributeValue value, GroupBy.NumericBucket bucket) {
    Set<AttributeValue> bands = new LinkedHashSet<>();
    for (AttributeValue each : Values.keys(value)) {
      double number = Values.number(each);
      if (!Double.isNaN(number)) {
        bands.add(AttributeValue.of(bucket.lowerBound(number)));
      }
    }
    return List.copyOf(bands);
  }

  /** Terms once per code. */
  final class ByCode implements Grouping {
    private static final int UNKNOWN = -3;

    private final BlockColumn.Codes column;
    private final Terms terms;
    private final TermsOf of;
    private final int[] numberOfCode;

    ByCode(BlockColumn.Codes column, Terms terms, TermsOf of) {
      this.column = column;
      this.terms = terms;
      this.of = of;
      this.numberOfCode = new int[Math.max(Coded.FIRST, column.coded().codeCount())];
      Arrays.fill(numberOfCode, UNKNOWN);
    }

    @Override
    public void read(int block, int[] positions, int count, int[] numbers) {
      int[] codes = column.read(block, positions, count);
      int base = block * Table.BLOCK_ROWS;
      for (int i = 0; i < count; i++) {
        int code = codes[positions[i]];
        int number = numberOfCode[code];
        numbers[i] = number == UNKNOWN ? number(code, base + positions[i]) : number;
      }
    }

    private int number(int code, int row) {
      if (code == Coded.OUTSIDE) {
        return terms.number(terms(row));
      }
      AttributeValue value = code == Coded.ABSENT ? null : column.coded().value(code);
      numberOfCode[code] = terms.number(of.terms(value));
      return numberOfCode[code];
    }

    @Override
    public List<AttributeValue> terms(int row) {
      return of.terms(column.valueAt(row));
    }
  }

  /** Terms row by row. */
  record ByValue(BlockColumn column, Terms terms, TermsOf of) implements Grouping {
    @Override
    public void read(int block, int[] positions, int count, int[] numbers) {
      int base = block * Table.BLOCK_ROWS;
      for (int i = 0; i < count; i++) {
        numbers[i] = terms.number(terms(base + positions[i]));
      }
    }

    @Override
    public List<AttributeValue> terms(int row) {
      return of.terms(column.valueAt(row));
    }
  }

  /** Bands of whole numbers; the least and the greatest number known of a band are remembered. */
  final class ByBand implements Grouping {
    private final BlockColumn.Longs numbers;
    private final GroupBy.NumericBucket bucket;
    private final Terms terms;

    // Known stretches of numbers of one band, ascending and apart.
    private long[] least = new long[16];
    private long[] greatest = new long[16];
    private int[] numberOf = new int[16];
    private int known;

    ByBand(BlockColumn.Longs numbers, GroupBy.NumericBucket bucket, Terms terms) {
      this.numbers = numbers;
      this.bucket = bucket;
      this.terms = terms;
    }

    @Override
    public void read(int block, int[] positions, int count, int[] into) {
      long[] all = numbers.read(block, positions, count);
      int at = 0;
      for (int i = 0; i < count; i++) {
        long number = all[positions[i]];
        if (at >= known || number < least[at] || number > greatest[at]) {
          at = find(number);
        }
        into[i] = at < 0 ? Terms.BY_VALUE : numberOf[at];
        at = Math.max(0, at);
      }
    }

    /** The stretch the number is in, made or made longer; below 0 when its band has no number. */
    private int find(long number) {
      int from = 0;
      int to = known;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (greatest[middle] < number) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      if (from < known && least[from] <= number) {
        return from;
      }
      int term = terms.number(List.of(band(number)));
      if (term < 0) {
        return -1;
      }
      if (from < known && numberOf[from] == term) {
        least[from] = number;
        return from;
      }
      if (from > 0 && numberOf[from - 1] == term) {
        greatest[from - 1] = number;
        return from - 1;
      }
      insert(from, number, term);
      return from;
    }

    private void insert(int at, long number, int term) {
      if (known == least.length) {
        least = Arrays.copyOf(least, 2 * known);
        greatest = Arrays.copyOf(greatest, 2 * known);
        numberOf = Arrays.copyOf(numberOf, 2 * known);
      }
      System.arraycopy(least, at, least, at + 1, known - at);
      System.arraycopy(greatest, at, greatest, at + 1, known - at);
      System.arraycopy(numberOf, at, numberOf, at + 1, known - at);
      least[at] = number;
      greatest[at] = number;
      numberOf[at] = term;
      known++;
    }

    private AttributeValue band(long number) {
      return AttributeValue.of(bucket.lowerBound(number));
    }

    @Override
    public List<AttributeValue> terms(int row) {
      return List.of(band(numbers.numbers().at(row)));
    }
  }

  /** Steps of time; rows of one step mostly are neighbours. */
  final class ByTime implements Grouping {
    private final BlockColumn.Longs times;
    private final long step;
    private final Terms terms;
    private long start;
    private int number = Terms.BY_VALUE;

    ByTime(BlockColumn.Longs times, long step, Terms terms) {
      this.times = times;
      this.step = step;
      this.terms = terms;
    }

    @Override
    public void read(int block, int[] positions, int count, int[] numbers) {
      long[] all = times.read(block, positions, count);
      for (int i = 0; i < count; i++) {
        long time = all[positions[i]];
        long after = time - start;
        if (number < 0 || after < 0 || after >= step) {
          start = Math.floorDiv(time, step) * step;
          number = terms.number(List.of(AttributeValue.of(start)));
        }
        numbers[i] = number;
      }
    }

    @Override
    public List<AttributeValue> terms(int row) {
      return List.of(AttributeValue.of(Math.floorDiv(times.numbers().at(row), step) * step));
    }
  }
}
