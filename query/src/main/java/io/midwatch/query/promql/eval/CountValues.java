package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Quoting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code count_values}: how many series have the same value, by value. */
final class CountValues {
  private CountValues() {}

  static List<Column> apply(
      Plan.Aggregate plan, List<Aggregations.Group> groups, String label, int size) {
    if (label.isEmpty() || Quoting.holdsBytes(label)) {
      throw PromqlException.execution("invalid label name " + Quoting.quote(label));
    }
    // The label may be one that groups are made by: then groups fall together.
    Map<Labels, Column> counts = new LinkedHashMap<>();
    for (Aggregations.Group group : groups) {
      for (Column column : group.columns()) {
        for (int i = 0; i < size; i++) {
          if (column.has(i)) {
            Labels labels = group.labels().with(label, text(column, i));
            Column count =
                counts.computeIfAbsent(
                    labels, key -> new Column(key, keepsNoName(plan, group, label), size));
            count.set(i, count.has(i) ? count.value(i) + 1 : 1);
          }
        }
      }
    }
    return List.copyOf(counts.values());
  }

  private static boolean keepsNoName(Plan.Aggregate plan, Aggregations.Group group, String label) {
    return !label.equals(Labels.NAME) && plan.grouping().contains(Labels.NAME) && group.dropName();
  }

  private static String text(Column column, int position) {
    FloatHistogram histogram = column.histogram(position);
    return histogram == null ? Numbers.format(column.value(position)) : histogram.toString();
  }
}
