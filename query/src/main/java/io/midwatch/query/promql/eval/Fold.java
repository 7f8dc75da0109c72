package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import java.util.List;

/** Makes one column of those of a group. */
interface Fold {
  void apply(List<Column> columns, Column result);

  /** That of an aggregator without parameter. */
  static Fold of(Plan.Aggregate plan, Annotations annotations) {
    return switch (plan.aggregator()) {
      case SUM -> new SumFold(annotations, plan.innerPlace(), false);
      case AVG -> new SumFold(annotations, plan.innerPlace(), true);
      case COUNT -> (columns, result) -> count(columns, result, false);
      case GROUP -> (columns, result) -> count(columns, result, true);
      case MIN -> new NumberFold(annotations, plan.innerPlace(), "min", NumberFold::least);
      case MAX -> new NumberFold(annotations, plan.innerPlace(), "max", NumberFold::greatest);
      case STDVAR -> new NumberFold(annotations, plan.innerPlace(), "stdvar", NumberFold::variance);
      case STDDEV ->
          new NumberFold(annotations, plan.innerPlace(), "stddev", NumberFold::deviation);
      default -> throw new IllegalStateException("no plain fold: " + plan.aggregator());
    };
  }

  private static void count(List<Column> columns, Column result, boolean once) {
    int[] counts = new int[result.size()];
    for (Column column : columns) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] += column.has(i) ? 1 : 0;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        result.set(i, once ? 1 : counts[i]);
      }
    }
  }
}
