package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.DistinctValues;
import io.midwatch.storage.contract.answer.Quantiles;
import io.midwatch.storage.contract.answer.Values;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Computes one figure over the rows of one group. Not thread-safe. */
interface Accumulator<T> {
  void add(T row);

  /** The figure, NaN when it does not exist. */
  double result();

  /** Whether the figure is an estimate. */
  default boolean approximate() {
    return false;
  }

  /** Rows a test passes. */
  final class Counting<T> implements Accumulator<T> {
    private final Predicate<T> test;
    private long count;

    Counting(Predicate<T> test) {
      this.test = test;
    }

    @Override
    public void add(T row) {
      if (test.test(row)) {
        count++;
      }
    }

    @Override
    public double result() {
      return count;
    }
  }

  /** Sum, least, greatest and mean of the numbers of a field; an array gives each element. */
  final class Numbers<T> implements Accumulator<T> {
    /** Which figure is wanted. */
    enum Figure {
      SUM,
      MIN,
      MAX,
      AVG
    }

    private final Function<T, @Nullable AttributeValue> field;
    private final Figure figure;
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Numbers(Function<T, @Nullable AttributeValue> field, Figure figure) {
      this.field = field;
      this.figure = figure;
    }

    @Override
    public void add(T row) {
      Values.any(field.apply(row), this::addNumber);
    }

    private boolean addNumber(AttributeValue value) {
      double number = Values.number(value);
      if (!Double.isNaN(number)) {
        count++;
        sum += number;
        min = Math.min(min, number);
        max = Math.max(max, number);
      }
      return false;
    }

    @Override
    public double result() {
      return switch (figure) {
        case SUM -> sum;
        case MIN -> count == 0 ? Double.NaN : min;
        case MAX -> count == 0 ? Double.NaN : max;
        case AVG -> count == 0 ? Double.NaN : sum / count;
      };
    }
  }

  /** A quantile of the numbers of a field. */
  final class Quantile<T> implements Accumulator<T> {
    private final Function<T, @Nullable AttributeValue> field;
    private final double quantile;
    private final Quantiles values;
    private final boolean filling;

    /**
     * @param values shared with other quantiles of the field in this group
     * @param filling whether this one adds to them
     */
    Quantile(
        Function<T, @Nullable AttributeValue> field,
        double quantile,
        Quantiles values,
        boolean filling) {
      this.field = field;
      this.quantile = quantile;
      this.values = values;
      this.filling = filling;
    }

    @Override
    public void add(T row) {
      AttributeValue value = filling ? field.apply(row) : null;
      double number = value == null ? Double.NaN : Values.number(value);
      if (!Double.isNaN(number)) {
        values.add(number);
      }
    }

    @Override
    public double result() {
      return values.quantile(quantile);
    }

    @Override
    public boolean approximate() {
      return !values.isExact();
    }
  }

  /** Distinct values of a field. */
  final class Distinct<T> implements Accumulator<T> {
    private final Function<T, @Nullable AttributeValue> field;
    private final DistinctValues seen = new DistinctValues();

    Distinct(Function<T, @Nullable AttributeValue> field) {
      this.field = field;
    }

    @Override
    public void add(T row) {
      seen.add(field.apply(row));
    }

    @Override
    public double result() {
      return seen.count();
    }

    @Override
    public boolean approximate() {
      return seen.isApproximate();
    }
  }
}
