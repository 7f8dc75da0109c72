package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.Mean;
import io.midwatch.query.promql.function.Remarks;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramSum;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.List;

/** {@code sum} and {@code avg}, of numbers or of histograms. */
final class SumFold implements Fold {
  private final Annotations annotations;
  private final TextRange place;
  private final boolean mean;

  SumFold(Annotations annotations, TextRange place, boolean mean) {
    this.annotations = annotations;
    this.place = place;
    this.mean = mean;
  }

  @Override
  public void apply(List<Column> columns, Column result) {
    if (!mean && columns.stream().noneMatch(Column::hasHistograms)) {
      sum(columns, result);
      return;
    }
    for (int i = 0; i < result.size(); i++) {
      at(i, columns, result);
    }
  }

  /** Column by column, which reads memory in order: sums of many series are the common query. */
  private static void sum(List<Column> columns, Column result) {
    int size = result.size();
    double[] sums = new double[size];
    double[] lost = new double[size];
    boolean[] any = new boolean[size];
    for (Column column : columns) {
      for (int i = 0; i < size; i++) {
        double value = column.value(i);
        if (Column.isAbsent(value)) {
          continue;
        }
        double sum = sums[i];
        double total = sum + value;
        if (Double.isInfinite(total)) {
          lost[i] = 0;
        } else if (Math.abs(sum) >= Math.abs(value)) {
          lost[i] += (sum - total) + value;
        } else {
          lost[i] += (value - total) + sum;
        }
        sums[i] = total;
        any[i] = true;
      }
    }
    for (int i = 0; i < size; i++) {
      if (any[i]) {
        result.set(i, Double.isInfinite(sums[i]) ? sums[i] : sums[i] + lost[i]);
      }
    }
  }

  private void at(int position, List<Column> columns, Column result) {
    Mean numbers = new Mean();
    io.midwatch.query.promql.histogram.KahanSum sum =
        new io.midwatch.query.promql.histogram.KahanSum();
    HistogramSum histograms = new HistogramSum();
    boolean any = false;
    for (Column column : columns) {
      FloatHistogram histogram = column.histogram(position);
      if (histogram != null) {
        histograms.add(histogram);
      } else if (column.has(position)) {
        any = true;
        numbers.add(column.value(position));
        sum.add(column.value(position));
      }
    }
    if (any && histograms.size() > 0) {
      annotations.warn(Remarks.MIXED_IN_AGGREGATION, place);
    } else if (any) {
      result.set(position, mean ? numbers.value() : sum.value());
    } else if (histograms.size() > 0) {
      histograms(position, histograms, columns, result);
    }
  }

  private void histograms(
      int position, HistogramSum histograms, List<Column> columns, Column result) {
    if (histograms.isMixed()) {
      annotations.warn(Remarks.mixedSchemas(columns.getFirst().labels().metric()), place);
      return;
    }
    if (histograms.hasCollision()) {
      annotations.warn(Remarks.COLLISION_IN_AGGREGATION, place);
    }
    if (histograms.isReconciled()) {
      annotations.info(Remarks.RECONCILED_IN_AGGREGATION, place);
    }
    result.set(position, mean ? histograms.mean() : histograms.total());
  }
}
