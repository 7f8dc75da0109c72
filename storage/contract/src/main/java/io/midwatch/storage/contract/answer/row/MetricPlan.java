package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.answer.GroupAnswers;
import io.midwatch.storage.contract.answer.Quantiles;
import io.midwatch.storage.contract.answer.row.Accumulator.Numbers.Figure;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
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
   * @param metrics checked
   */
  MetricPlan(FieldReader<T> fields, FilterCompiler<T> compiler, List<Metric> metrics) {
    this.fields = fields;
    this.metrics = metrics;
    for (Metric metric : metrics) {
      if (metric instanceof Metric.CountIf(String name, Filter filter)) {
        filters.put(name, compiler.compile(filter));
      }
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
      return GroupAnswers.figures(
          metrics,
          metric -> {
            Accumulator<T> figure = figures.get(metric.name());
            return figure == null ? Double.NaN : figure.result();
          });
    }
  }
}
