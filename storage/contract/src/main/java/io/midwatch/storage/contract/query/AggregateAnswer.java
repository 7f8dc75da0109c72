package io.midwatch.storage.contract.query;

import io.midwatch.model.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The groups of an {@link AggregateQuery}.
 *
 * <pre>
 * key [checkout, 1763776800000000000] values {count=312.0, failed=24.0, p95=4.1E9}
 * </pre>
 *
 * @param otherGroups groups that exist but are not in the answer
 */
public record AggregateAnswer(List<Group> groups, long otherGroups, Completeness completeness) {
  public AggregateAnswer {
    groups = List.copyOf(groups);
  }

  /**
   * One group. The key has one value per {@code groupBy}: the term ({@link AttributeValue#EMPTY}
   * for rows without it), the bucket's start as epoch nanoseconds, or the band's lower bound. A
   * figure that does not exist is absent from {@code values}. Terms keep their type, but a number
   * is one term whether it was sent as long or double. Keys are ordered by {@link ValueOrder}.
   */
  public record Group(List<AttributeValue> key, Map<String, Double> values) {
    public Group {
      key = List.copyOf(key);
      values = Map.copyOf(values);
    }

    public OptionalDouble value(String metric) {
      Double value = values.get(metric);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The figure as a whole number, 0 when absent. */
    public long count(String metric) {
      return Math.round(values.getOrDefault(metric, 0.0));
    }
  }
}
