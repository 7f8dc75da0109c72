package io.midwatch.storage.contract.answer;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;

/** Which fields rows may be asked for. */
public final class RowFields {
  private RowFields() {}

  /**
   * @throws IllegalArgumentException for a rollup's dimension
   */
  public static void require(Field field) {
    if (field instanceof Field.Dimension(String name)) {
      throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    }
  }

  /**
   * Checks groupings and figures; filters are checked by {@link Condition#of}.
   *
   * @throws IllegalArgumentException when a figure does not exist for its field
   */
  public static void require(AggregateQuery query) {
    for (GroupBy group : query.groupBy()) {
      switch (group) {
        case GroupBy.Terms(Field field, _) -> require(field);
        case GroupBy.NumericBucket(Field field, _) -> require(field);
        case GroupBy.TimeBucket _ -> {}
      }
    }
    query.metrics().forEach(RowFields::require);
  }

  private static void require(Metric metric) {
    switch (metric) {
      case Metric.Sum(_, Field field) -> requireNumber(field);
      case Metric.Avg(_, Field field) -> requireNumber(field);
      case Metric.Percentile(_, Field field, double quantile) -> {
        requireNumber(field);
        if (!(quantile >= 0 && quantile <= 1)) {
          throw new IllegalArgumentException("quantile must be 0 to 1: " + quantile);
        }
      }
      case Metric.Min(_, Field field) -> require(field);
      case Metric.Max(_, Field field) -> require(field);
      case Metric.Distinct(_, Field field) -> require(field);
      case Metric.Count _, Metric.CountIf _, Metric.Ratio _ -> {}
    }
  }

  private static void requireNumber(Field field) {
    if (!(field instanceof Field.Canonical(CanonicalField canonical))
        || canonical.type() != FieldType.NUMBER) {
      throw new IllegalArgumentException(
          "sums, averages and percentiles need a canonical number, not " + field.name());
    }
  }
}
