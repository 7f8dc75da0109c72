package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.function.Remarks;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.syntax.Aggregator;
import io.midwatch.query.promql.syntax.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code topk} and {@code bottomk}: at each time the series with the greatest or least values. */
final class TopValues {
  private final Annotations annotations;
  private final Plan.Aggregate plan;
  private final boolean top;
  private final boolean instant;

  TopValues(Annotations annotations, Plan.Aggregate plan, boolean instant) {
    this.annotations = annotations;
    this.plan = plan;
    this.top = plan.aggregator() == Aggregator.TOPK;
    this.instant = instant;
  }

  /** For an instant query by rank inside each group. */
  List<Column> apply(List<Aggregations.Group> groups, double[] counts) {
    for (double count : counts) {
      if (Double.isNaN(count)) {
        throw PromqlException.execution("Parameter value is NaN");
      }
      if (Math.abs(count) >= 0x1p63) {
        throw PromqlException.execution(
            "Scalar value " + Numbers.exponential(count) + " overflows int64");
      }
    }
    List<Column> results = new ArrayList<>();
    for (Aggregations.Group group : groups) {
      Map<Column, Column> kept = new LinkedHashMap<>();
      for (int i = 0; i < counts.length; i++) {
        int position = i;
        for (Column column : ranked(group.columns(), i, (long) counts[i])) {
          kept.computeIfAbsent(
                  column, from -> new Column(from.labels(), from.dropName(), from.size()))
              .copy(position, column, position);
        }
      }
      results.addAll(kept.values());
    }
    if (!instant) {
      results.sort((a, b) -> a.labels().compareTo(b.labels()));
    }
    return results;
  }

  private List<Column> ranked(List<Column> columns, int position, long count) {
    List<Column> candidates = new ArrayList<>();
    for (Column column : columns) {
      if (column.histogram(position) != null) {
        annotations.info(Remarks.ignoredIn(plan.aggregator().word()), plan.place());
      } else if (column.has(position)) {
        candidates.add(column);
      }
    }
    candidates.sort((a, b) -> compare(a.value(position), b.value(position)));
    return candidates.subList(0, (int) Math.max(0, Math.min(count, candidates.size())));
  }

  /** NaN comes last in either order. */
  private int compare(double left, double right) {
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
    }
    return left == right ? 0 : (left < right) == top ? 1 : -1;
  }
}
