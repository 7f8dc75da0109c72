package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.Remarks;
import io.midwatch.query.promql.histogram.KahanSum;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.List;

/** Folds the numbers at each time and leaves histograms out, with a remark. */
final class NumberFold implements Fold {
  private final Annotations annotations;
  private final TextRange place;
  private final String name;
  private final OfNumbers function;

  /** The first {@code size} numbers are those to fold; at least one. */
  interface OfNumbers {
    double apply(double[] numbers, int size);
  }

  NumberFold(Annotations annotations, TextRange place, String name, OfNumbers function) {
    this.annotations = annotations;
    this.place = place;
    this.name = name;
    this.function = function;
  }

  @Override
  public void apply(List<Column> columns, Column result) {
    double[] numbers = new double[columns.size()];
    for (int i = 0; i < result.size(); i++) {
      int size = 0;
      for (Column column : columns) {
        if (column.histogram(i) != null) {
          annotations.info(Remarks.ignoredIn(name), place);
        } else if (column.has(i)) {
          numbers[size++] = column.value(i);
        }
      }
      if (size > 0) {
        result.set(i, function.apply(numbers, size));
      }
    }
  }

  static double least(double[] numbers, int size) {
    double least = numbers[0];
    for (int i = 1; i < size; i++) {
      least = Double.isNaN(least) || numbers[i] < least ? numbers[i] : least;
    }
    return least;
  }

  static double greatest(double[] numbers, int size) {
    double greatest = numbers[0];
    for (int i = 1; i < size; i++) {
      greatest = Double.isNaN(greatest) || numbers[i] > greatest ? numbers[i] : greatest;
    }
    return greatest;
  }

  static double variance(double[] numbers, int size) {
    KahanSum mean = new KahanSum();
    KahanSum squares = new KahanSum();
    for (int i = 0; i < size; i++) {
      double distance = numbers[i] - (mean.uncompensated() + mean.compensation());
      mean.add(distance / (i + 1));
      squares.add(distance * (numbers[i] - (mean.uncompensated() + mean.compensation())));
    }
    return (squares.uncompensated() + squares.compensation()) / size;
  }

  static double deviation(double[] numbers, int size) {
    return Math.sqrt(variance(numbers, size));
  }
}
