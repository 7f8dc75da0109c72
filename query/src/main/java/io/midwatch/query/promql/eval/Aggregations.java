package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.Quantiles;
import io.midwatch.query.promql.function.Remarks;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds of series, group by group. */
final class Aggregations {
  private final Evaluation evaluation;

  Aggregations(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The series of one group. */
  record Group(Labels labels, List<Column> columns) {
    boolean dropName() {
      return columns.stream().anyMatch(Column::dropName);
    }
  }

  List<Column> apply(
      Plan.Aggregate plan, List<Column> columns, @Nullable Value parameter, int size) {
    List<Group> groups = groups(plan, columns);
    Annotations annotations = evaluation.annotations();
    double[] numbers =
        parameter instanceof Value.Scalar scalar ? scalar.values() : new double[size];
    return switch (plan.aggregator()) {
      case TOPK, BOTTOMK ->
          new TopValues(annotations, plan, evaluation.instant()).apply(groups, numbers);
      case COUNT_VALUES ->
          CountValues.apply(
              plan, groups, parameter instanceof Value.Text text ? text.text() : "", size);
      case QUANTILE -> {
        Plan at = plan.parameter();
        if (!columns.isEmpty()) {
          checkQuantiles(annotations, numbers, at == null ? plan.place() : at.place());
        }
        yield folded(groups, new QuantileFold(annotations, plan.innerPlace(), numbers), size);
      }
      default -> folded(groups, Fold.of(plan, annotations), size);
    };
  }

  static void checkQuantiles(Annotations annotations, double[] quantiles, TextRange place) {
    for (double quantile : quantiles) {
      if (!Quantiles.isValid(quantile)) {
        annotations.warn(Remarks.badQuantile(quantile), place);
      }
    }
  }

  private static List<Group> groups(Plan.Aggregate plan, List<Column> columns) {
    Map<Labels, Group> groups = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(plan.grouping());
    left.add(Labels.NAME);
    for (Column column : columns) {
      Labels labels =
          plan.without()
              ? column.labels().without(left)
              : plan.grouping().isEmpty() ? Labels.EMPTY : column.labels().keep(plan.grouping());
      groups
          .computeIfAbsent(labels, key -> new Group(key, new ArrayList<>()))
          .columns()
          .add(column);
    }
    return new ArrayList<>(groups.values());
  }

  private List<Column> folded(List<Group> groups, Fold fold, int size) {
    List<Column> results = new ArrayList<>(groups.size());
    for (Group group : groups) {
      Column result = new Column(group.labels(), group.dropName(), size);
      fold.apply(group.columns(), result);
      evaluation.check();
      if (!result.isEmpty()) {
        results.add(result);
      }
    }
    return results;
  }
}
