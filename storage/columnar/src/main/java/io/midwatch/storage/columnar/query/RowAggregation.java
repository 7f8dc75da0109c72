package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.answer.Condition;
import io.midwatch.storage.contract.answer.GroupAnswers;
import io.midwatch.storage.contract.answer.RowFields;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Groups rows and computes figures. One use; not thread-safe. */
final class RowAggregation<T> {
  private final Scan<T> scan;
  private final AggregateQuery query;
  private final Condition filter;
  private final Groups groups;
  private final GroupNumbers numbers;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, IntToDoubleFunction> results = new HashMap<>();

  RowAggregation(Scan<T> scan, AggregateQuery query) {
    RowFields.require(query);
    this.scan = scan;
    this.query = query;
    this.filter = Condition.of(query.filter());
    this.groups = new Groups(scan.budget());
    this.numbers = new GroupNumbers(query.groupBy(), groups);
    Map<Field, NumberFigures> byField = new HashMap<>();
    query.metrics().forEach(metric -> prepare(metric, byField));
    figures.addAll(byField.values());
  }

  private void prepare(Metric metric, Map<Field, NumberFigures> byField) {
    String name = metric.name();
    switch (metric) {
      case Metric.Count _ -> {
        Figure.Counted figure = new Figure.Counted();
        figures.add(figure);
        results.put(name, figure::count);
      }
      case Metric.CountIf(_, Filter test) -> {
        Figure.CountedIf figure = new Figure.CountedIf(Condition.of(test));
        figures.add(figure);
        results.put(name, figure::count);
      }
      case Metric.Sum(_, Field field) -> results.put(name, sums(byField, field)::sum);
      case Metric.Min(_, Field field) -> results.put(name, sums(byField, field)::min);
      case Metric.Max(_, Field field) -> results.put(name, sums(byField, field)::max);
      case Metric.Avg(_, Field field) -> results.put(name, sums(byField, field)::average);
      case Metric.Percentile(_, Field field, double quantile) -> {
        NumberFigures figure = byField.computeIfAbsent(field, NumberFigures::new);
        figure.wantQuantiles();
        results.put(name, group -> figure.quantile(group, quantile));
      }
      case Metric.Distinct(_, Field field) -> {
        DistinctFigure figure = new DistinctFigure(field);
        figures.add(figure);
        results.put(name, figure::count);
      }
      case Metric.Ratio _ -> {}
    }
  }

  private static NumberFigures sums(Map<Field, NumberFigures> byField, Field field) {
    NumberFigures figure = byField.computeIfAbsent(field, NumberFigures::new);
    figure.wantSums();
    return figure;
  }

  AggregateAnswer run() {
    scan.forEach(
        filter,
        view -> {
          numbers.open(view);
          figures.forEach(figure -> figure.open(view));
          return (block, positions, count) -> {
            figures.forEach(figure -> figure.look(block, positions, count));
            numbers.forEach(block, positions, count, this::add);
          };
        });
    return answer();
  }

  private void add(int block, int[] positions, int[] groupOf, int count) {
    for (Figure figure : figures) {
      figure.add(block, positions, groupOf, count, groups.size());
    }
  }

  private AggregateAnswer answer() {
    List<AggregateAnswer.Group> computed = new ArrayList<>(groups.size());
    boolean approximate = false;
    for (int i = 0; i < groups.size(); i++) {
      int group = i;
      computed.add(
          new AggregateAnswer.Group(
              groups.key(group),
              GroupAnswers.figures(query.metrics(), metric -> result(metric, group))));
      for (Figure figure : figures) {
        approximate |= figure.isApproximate(group);
      }
    }
    if (approximate) {
      scan.budget().approximate();
    }
    return GroupAnswers.of(query, computed, groups.refused(), scan.budget());
  }

  private double result(Metric metric, int group) {
    IntToDoubleFunction result = results.get(metric.name());
    return result == null ? Double.NaN : result.applyAsDouble(group);
  }
}
