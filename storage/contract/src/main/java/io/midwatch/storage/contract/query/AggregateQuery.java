package io.midwatch.storage.contract.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Group rows and compute figures. Without {@code groupBy} there is one group, also when no row
 * matches.
 *
 * @param sortBy metric to sort by, or null to sort by key ascending
 * @param descending of {@code sortBy}; rows without the figure come last; ties by key ascending
 * @param topGroups groups in the answer, after sorting
 */
public record AggregateQuery(
    QueryScope scope,
    TimeRange range,
    Filter filter,
    List<GroupBy> groupBy,
    List<Metric> metrics,
    @Nullable String sortBy,
    boolean descending,
    int topGroups,
    QueryLimits limits) {

  public AggregateQuery {
    groupBy = List.copyOf(groupBy);
    metrics = List.copyOf(metrics);
    Set<String> names = new HashSet<>();
    for (Metric metric : metrics) {
      if (!names.add(metric.name())) {
        throw new IllegalArgumentException("metric named twice: " + metric.name());
      }
      if (metric instanceof Metric.Ratio(String name, String dividend, String divisor)
          && !(names.contains(dividend) && names.contains(divisor))) {
        throw new IllegalArgumentException("ratio " + name + " needs its metrics before it");
      }
    }
    if (sortBy != null && !names.contains(sortBy)) {
      throw new IllegalArgumentException("no metric to sort by: " + sortBy);
    }
    if (topGroups < 1 || topGroups > QueryLimits.MAX_GROUPS) {
      throw new IllegalArgumentException("topGroups out of bounds: " + topGroups);
    }
  }

  /** All groups, sorted by key. */
  public static AggregateQuery of(
      TimeRange range, Filter filter, List<GroupBy> groupBy, List<Metric> metrics) {
    return new AggregateQuery(
        QueryScope.ALL,
        range,
        filter,
        groupBy,
        metrics,
        null,
        false,
        QueryLimits.MAX_GROUPS,
        QueryLimits.DEFAULT);
  }

  public AggregateQuery top(int groups, String metric) {
    return new AggregateQuery(scope, range, filter, groupBy, metrics, metric, true, groups, limits);
  }

  /** The same question of other rows. */
  public AggregateQuery filtered(Filter rows) {
    return new AggregateQuery(
        scope, range, rows, groupBy, metrics, sortBy, descending, topGroups, limits);
  }

  public AggregateQuery scoped(QueryScope visible) {
    return new AggregateQuery(
        visible, range, filter, groupBy, metrics, sortBy, descending, topGroups, limits);
  }

  public AggregateQuery limited(QueryLimits cost) {
    return new AggregateQuery(
        scope, range, filter, groupBy, metrics, sortBy, descending, topGroups, cost);
  }
}
