package io.midwatch.storage.contract.answer;

import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateAnswer.Group;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.ValueOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes an answer of groups whose figures were computed. */
public final class GroupAnswers {
  private GroupAnswers() {}

  /**
   * The figures that exist, ratios included.
   *
   * @param figure computes any metric but a ratio, NaN when it does not exist
   */
  public static Map<String, Double> figures(List<Metric> metrics, ToDoubleFunction<Metric> figure) {
    Map<String, Double> values = new HashMap<>();
    for (Metric metric : metrics) {
      double value =
          metric instanceof Metric.Ratio ratio
              ? ratio(ratio, values)
              : figure.applyAsDouble(metric);
      if (!Double.isNaN(value)) {
        values.put(metric.name(), value);
      }
    }
    return values;
  }

  private static double ratio(Metric.Ratio ratio, Map<String, Double> values) {
    Double dividend = values.get(ratio.dividend());
    Double divisor = values.get(ratio.divisor());
    return dividend != null && divisor != null && divisor != 0 ? dividend / divisor : Double.NaN;
  }

  /**
   * The first groups in the order the query asks for.
   *
   * @param refused groups that exist beyond those given
   */
  public static AggregateAnswer of(
      AggregateQuery query, List<Group> groups, long refused, Budget budget) {
    List<Group> sorted = groups.stream().sorted(order(query)).toList();
    List<Group> top = sorted.subList(0, Math.min(query.topGroups(), sorted.size()));
    return new AggregateAnswer(top, sorted.size() - top.size() + refused, budget.completeness());
  }

  private static Comparator<Group> order(AggregateQuery query) {
    Comparator<Group> byKey = Comparator.comparing(Group::key, ValueOrder.KEYS);
    String metric = query.sortBy();
    if (metric == null) {
      return byKey;
    }
    Comparator<Double> figures =
        query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    Comparator<@Nullable Double> absentLast = Comparator.nullsLast(figures);
    return (left, right) -> {
      int order = absentLast.compare(left.values().get(metric), right.values().get(metric));
      return order != 0 ? order : byKey.compare(left, right);
    };
  }
}
