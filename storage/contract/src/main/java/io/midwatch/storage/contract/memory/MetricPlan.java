package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.storage.contract.memory.Accumulator.Numbers.Figure;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of an aggregation, checked and ready to be computed for any number of groups. */
final class MetricPlan<T> {
  private final FieldReader<T> fields;
  private final List<Metric> metrics;
  private final Map<String, Predicate<T>> filters = new HashMap<>();

  /**
   * @throws IllegalArgumentException when a figure does not exist for its field
   */
  MetricPlan(FieldReader<T> fields, FilterCompiler<T> compiler, List<Metric> metrics) {
    this.fields = fields;
    this.metrics = metrics;
    for (Metric metric : metrics) {
      switch (metric) {
        case Metric.CountIf(String name, var filter) -> filters.put(name, compiler.compile(filter));
        case Metric.Sum(_, Field field) -> requireNumber(field);
        case Metric.Avg(_, Field field) -> requireNumber(field);
        case Metric.Percentile(_, Field field, double quantile) -> {
          requireNumber(field);
          if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be 0 to 1: " + quantile);
          }
        }
        case Metric.Min(_, Field field) -> requireRowField(field);
        case Metric.Max(_, Field field) -> requireRowField(field);
        case Metric.Distinct(_, Field field) -> requireRowField(field);
        case Metric.Count _, Metric.Ratio _ -> {}
      }
    }
  }

  private static void requireNumber(Field field) {
    if (!(field instanceof Field.Canonical(CanonicalField canonical))
        || canonical.type() != FieldType.NUMBER) {
      throw new IllegalArgumentException(
          "sums, averages and percentiles need a canonical number, not " + field.name());
    }
  }

  static void requireRowField(Field field) {
    if (field instanceof Field.Dimension(String name)) {
      throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    }
  }

  /** The figures of one group while they are computed; ratios come at the end. */
  Group<T> newGroup() {
    Map<String, Accumulator<T>> figures = new LinkedHashMap<>();
    Map<Field, Quantiles> quantiles = new HashMap<>();
    for (Metric metric : metrics) {
      switch (metric) {
        case Metric.Count(String name) -> figures.put(name, new Accumulator.Counting<>(_ -> true));
        case Metric.CountIf(String name, _) ->
            figures.put(name, new Accumulator.Counting<>(filters.getOrDefault(name, _ -> false)));
        case Metric.Sum(String name, Field field) -> figures.put(name, numbers(field, Figure.SUM));
        case Metric.Min(String name, Field field) -> figures.put(name, numbers(field, Figure.MIN));
        case Metric.Max(String name, Field field) -> figures.put(name, numbers(field, Figure.MAX));
        case Metric.Avg(String name, Field field) -> figures.put(name, numbers(field, Figure.AVG));
        case Metric.Percentile(String name, Field field, double quantile) -> {
          boolean first = !quantiles.containsKey(field);
          Quantiles values = quantiles.computeIfAbsent(field, _ -> new Quantiles());
          figures.put(name, new Accumulator.Quantile<>(reading(field), quantile, values, first));
        }
        case Metric.Distinct(String name, Field field) ->
            figures.put(name, new Accumulator.Distinct<>(reading(field)));
        case Metric.Ratio _ -> {}
      }
    }
    return new Group<>(metrics, figures, new ArrayList<>(figures.values()));
  }

  private Accumulator<T> numbers(Field field, Figure figure) {
    return new Accumulator.Numbers<>(reading(field), figure);
  }

  private Function<T, @Nullable AttributeValue> reading(Field field) {
    return row -> fields.read(row, field);
  }

  /**
   * Figures by name.
   *
   * @param inOrder the same, for adding rows
   */
  record Group<T>(
      List<Metric> metrics, Map<String, Accumulator<T>> figures, List<Accumulator<T>> inOrder) {
    void add(T row) {
      for (Accumulator<T> figure : inOrder) {
        figure.add(row);
      }
    }

    boolean approximate() {
      return inOrder.stream().anyMatch(Accumulator::approximate);
    }

    /** Figures that exist. */
    Map<String, Double> values() {
      Map<String, Double> values = new HashMap<>();
      figures.forEach((name, figure) -> putIfNumber(values, name, figure.result()));
      for (Metric metric : metrics) {
        if (metric instanceof Metric.Ratio(String name, String dividend, String divisor)) {
          Double top = values.get(dividend);
          Double bottom = values.get(divisor);
          if (top != null && bottom != null && bottom != 0) {
            putIfNumber(values, name, top / bottom);
          }
        }
      }
      return values;
    }

    private static void putIfNumber(Map<String, Double> values, String name, double value) {
      if (!Double.isNaN(value)) {
        values.put(name, value);
      }
    }
  }
}
