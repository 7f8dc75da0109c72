package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.Quantiles;
import io.midwatch.query.promql.function.Remarks;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.Arrays;
import java.util.List;

/** The quantile of the numbers at each time; its share may differ from time to time. */
final class QuantileFold implements Fold {
  private final Annotations annotations;
  private final TextRange place;
  private final double[] quantiles;

  QuantileFold(Annotations annotations, TextRange place, double[] quantiles) {
    this.annotations = annotations;
    this.place = place;
    this.quantiles = quantiles;
  }

  @Override
  public void apply(List<Column> columns, Column result) {
    double[] numbers = new double[columns.size()];
    for (int i = 0; i < result.size(); i++) {
      int size = 0;
      for (Column column : columns) {
        if (column.histogram(i) != null) {
          annotations.info(Remarks.ignoredIn("quantile"), place);
        } else if (column.has(i)) {
          numbers[size++] = column.value(i);
        }
      }
      if (size > 0) {
        result.set(i, Quantiles.of(quantiles[i], Arrays.copyOf(numbers, size)));
      }
    }
  }
}
