package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import io.midwatch.query.promql.histogram.HistogramTrim;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.syntax.Operator;
import io.midwatch.query.promql.syntax.TextRange;
import org.jspecify.annotations.Nullable;

/**
 * An operator between two values, each a number or a histogram. Not thread-safe; the result of the
 * last call is kept in fields, because one object per value would cost more than the operation.
 */
final class PairOperation {
  private final Operator operator;
  private final boolean bool;
  private final Annotations annotations;
  private final TextRange place;
  private double number;
  private @Nullable FloatHistogram histogram;

  PairOperation(Operator operator, boolean bool, Annotations annotations, TextRange place) {
    this.operator = operator;
    this.bool = bool;
    this.annotations = annotations;
    this.place = place;
  }

  /**
   * Computes a result.
   *
   * @param swapped a comparison keeps the right value, because that is the vector's
   * @return whether there is a result
   */
  boolean apply(
      double left,
      @Nullable FloatHistogram leftHistogram,
      double right,
      @Nullable FloatHistogram rightHistogram,
      boolean swapped) {
    histogram = null;
    number = 0;
    boolean kept;
    if (leftHistogram == null && rightHistogram == null) {
      kept = numbers(left, right, swapped);
    } else if (leftHistogram != null && rightHistogram != null) {
      kept = histograms(leftHistogram, rightHistogram);
    } else if (leftHistogram != null) {
      kept = scaled(leftHistogram, right);
    } else {
      kept = rightHistogram != null && multiplied(left, rightHistogram);
    }
    return kept;
  }

  void store(Column column, int position) {
    if (histogram != null) {
      column.set(position, histogram);
    } else {
      column.set(position, number);
    }
  }

  private boolean numbers(double left, double right, boolean swapped) {
    if (operator.isTrim()) {
      incompatible("float", "float");
      return false;
    }
    if (!operator.isComparison()) {
      number = Arithmetic.apply(operator, left, right);
      return true;
    }
    boolean holds = Arithmetic.compare(operator, left, right);
    number = bool ? (holds ? 1 : 0) : swapped ? right : left;
    return holds || bool;
  }

  private boolean histograms(FloatHistogram left, FloatHistogram right) {
    switch (operator) {
      case EQUAL, NOT_EQUAL -> {
        boolean holds = left.sameAs(right) == (operator == Operator.EQUAL);
        if (bool) {
          number = holds ? 1 : 0;
        } else {
          histogram = left;
        }
        return holds || bool;
      }
      case ADD -> {
        return combined(HistogramArithmetic.add(left, right), "addition", null);
      }
      case SUBTRACT -> {
        return combined(
            HistogramArithmetic.subtract(left, right), "subtraction", CounterReset.GAUGE);
      }
      default -> {
        incompatible("histogram", "histogram");
        return false;
      }
    }
  }

  private boolean combined(
      HistogramArithmetic.@Nullable Combined result, String what, @Nullable CounterReset hint) {
    if (result == null) {
      annotations.warn(
          "incompatible bucket layout encountered for binary operator " + operator.symbol(), place);
      return false;
    }
    if (result.collision()) {
      annotations.warn("conflicting counter resets during histogram " + what, place);
    }
    if (result.reconciled()) {
      annotations.info("mismatched custom buckets were reconciled during " + what, place);
    }
    histogram = hint == null ? result.histogram() : result.histogram().withHint(hint);
    return true;
  }

  private boolean scaled(FloatHistogram left, double right) {
    switch (operator) {
      case MULTIPLY -> histogram = left.times(right);
      case DIVIDE -> histogram = left.dividedBy(right);
      case TRIM_UPPER -> histogram = HistogramTrim.trim(left, right, true);
      case TRIM_LOWER -> histogram = HistogramTrim.trim(left, right, false);
      default -> {
        incompatible("histogram", "float");
        return false;
      }
    }
    return true;
  }

  private boolean multiplied(double left, FloatHistogram right) {
    if (operator != Operator.MULTIPLY) {
      incompatible("float", "histogram");
      return false;
    }
    histogram = right.times(left);
    return true;
  }

  private void incompatible(String left, String right) {
    annotations.info(
        "incompatible sample types encountered for binary operator \""
            + operator.symbol()
            + "\": "
            + left
            + " "
            + operator.symbol()
            + " "
            + right,
        place);
  }
}
