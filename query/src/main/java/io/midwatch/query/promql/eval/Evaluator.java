package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.FunctionCall;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates a plan at all times of a grid at once: a series is one column. Not thread-safe. */
public final class Evaluator {
  private final Evaluation evaluation;
  private final Selections selections;
  private final BinaryOperations binaries;
  private final Aggregations aggregations;

  public Evaluator(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.selections = new Selections(evaluation, this);
    this.binaries = new BinaryOperations(evaluation.annotations());
    this.aggregations = new Aggregations(evaluation);
  }

  /** The samples of a range that ends at a time, as they are. */
  public List<RangeResult> samples(Plan.Samples plan, long atMillis) {
    return selections.samples(plan.range(), atMillis);
  }

  /** The value of a plan over a grid. */
  public Value evaluate(Plan plan, Grid grid) {
    evaluation.check();
    return switch (plan) {
      case Plan.Number it -> constant(it.value(), grid.size());
      case Plan.Text it -> new Value.Text(it.value());
      case Plan.Once it -> once(it, grid);
      case Plan.Select it ->
          new Value.Vector(selections.newest(it.selector(), grid, false, it.place()));
      case Plan.SampleTimes it ->
          new Value.Vector(selections.newest(it.selector(), grid, true, it.place()));
      case Plan.OverTime it -> new Value.Vector(selections.overTime(it, grid));
      case Plan.Call it -> call(it, grid);
      case Plan.Negated it -> negated(evaluate(it.inner(), grid));
      case Plan.Binary it ->
          binaries.apply(it, evaluate(it.left(), grid), evaluate(it.right(), grid), grid.size());
      case Plan.Aggregate it -> aggregate(it, grid);
      case Plan.Samples _ -> throw new IllegalStateException("a range is no value of a grid");
    };
  }

  private static Value constant(double value, int size) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return new Value.Scalar(values);
  }

  private Value once(Plan.Once plan, Grid grid) {
    Value value = evaluate(plan.inner(), new Grid(grid.startMillis(), grid.stepMillis(), 1));
    if (grid.size() == 1) {
      return value;
    }
    return switch (value) {
      case Value.Scalar it -> constant(it.values()[0], grid.size());
      case Value.Text it -> it;
      case Value.Vector it ->
          new Value.Vector(
              it.columns().stream().map(column -> column.repeated(grid.size())).toList());
    };
  }

  private Value call(Plan.Call plan, Grid grid) {
    List<Value> arguments = new ArrayList<>();
    for (Plan argument : plan.arguments()) {
      arguments.add(evaluate(argument, grid));
    }
    return plan.function()
        .apply(
            new FunctionCall(
                grid,
                evaluation.annotations(),
                arguments,
                plan.matchers(),
                plan.places(),
                evaluation.instant()));
  }

  private Value aggregate(Plan.Aggregate plan, Grid grid) {
    Plan parameter = plan.parameter();
    return new Value.Vector(
        aggregations.apply(
            plan,
            ((Value.Vector) evaluate(plan.inner(), grid)).columns(),
            parameter == null ? null : evaluate(parameter, grid),
            grid.size()));
  }

  private static Value negated(Value value) {
    return switch (value) {
      case Value.Text text -> text;
      case Value.Scalar scalar ->
          new Value.Scalar(Arrays.stream(scalar.values()).map(number -> -number).toArray());
      case Value.Vector vector ->
          new Value.Vector(vector.columns().stream().map(Evaluator::negated).toList());
    };
  }

  private static Column negated(Column column) {
    Column result = new Column(column.labels(), true, column.size());
    for (int i = 0; i < column.size(); i++) {
      FloatHistogram histogram = column.histogram(i);
      if (histogram != null) {
        result.set(i, histogram.times(-1));
      } else if (column.has(i)) {
        result.set(i, -column.value(i));
      }
    }
    return result;
  }
}
