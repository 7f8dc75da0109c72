package io.midwatch.query.promql;

import io.midwatch.query.promql.eval.Evaluation;
import io.midwatch.query.promql.eval.Evaluator;
import io.midwatch.query.promql.eval.RangeResult;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.plan.Planner;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.ColumnMerge;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.Expr;
import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.query.promql.syntax.Quoting;
import io.midwatch.query.promql.syntax.SyntaxException;
import io.midwatch.query.promql.syntax.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers PromQL queries over a source of series. Thread-safe. */
public final class PromqlEngine {
  private final SeriesSource source;
  private final PromqlOptions defaults;

  public PromqlEngine(SeriesSource source, PromqlOptions defaults) {
    this.source = source;
    this.defaults = defaults;
  }

  public PromqlOptions defaults() {
    return defaults;
  }

  /**
   * The value at one time.
   *
   * @throws SyntaxException when the query cannot be understood
   * @throws PromqlException when it cannot be answered
   */
  public QueryResult instant(
      String query, long timeMillis, PromqlOptions options, BooleanSupplier canceled) {
    Expr expr = Parser.parse(query);
    Plan plan =
        new Planner(query, timeMillis, timeMillis, 0, options.defaultStep().toMillis()).plan(expr);
    Grid grid = Grid.instant(timeMillis);
    Evaluation evaluation = evaluation(options, true, canceled);
    Evaluator evaluator = new Evaluator(evaluation);
    if (plan instanceof Plan.Samples samples) {
      List<RangeResult> ranges = new ArrayList<>(evaluator.samples(samples, timeMillis));
      ranges.sort(Comparator.comparing(RangeResult::labels));
      return result(grid, null, ranges, evaluation);
    }
    Value value = named(evaluator.evaluate(plan, grid));
    return result(grid, value, null, evaluation);
  }

  /**
   * The values at the times of a grid; series by labels ascending.
   *
   * @throws SyntaxException when the query cannot be understood or is a range or a text
   * @throws PromqlException when it cannot be answered
   */
  public QueryResult range(
      String query, Grid grid, PromqlOptions options, BooleanSupplier canceled) {
    return range(query, grid, grid.endMillis(), options, canceled);
  }

  /**
   * The same when the end that was asked for is no time of the grid.
   *
   * @param endMillis what {@code @ end()} and {@code range()} mean
   */
  public QueryResult range(
      String query, Grid grid, long endMillis, PromqlOptions options, BooleanSupplier canceled) {
    Expr expr = Parser.parse(query);
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw new PromqlException(
          PromqlException.Kind.BAD_DATA,
          "invalid expression type "
              + Quoting.quote(expr.type().words())
              + " for range query, must be Scalar or instant Vector");
    }
    Plan plan =
        new Planner(
                query,
                grid.startMillis(),
                endMillis,
                grid.stepMillis(),
                options.defaultStep().toMillis())
            .plan(expr);
    Evaluation evaluation = evaluation(options, false, canceled);
    Value value = named(new Evaluator(evaluation).evaluate(plan, grid));
    if (value instanceof Value.Vector vector) {
      List<Column> sorted = new ArrayList<>(vector.columns());
      sorted.sort(Comparator.comparing(Column::labels));
      value = new Value.Vector(sorted);
    }
    return result(grid, value, null, evaluation);
  }

  private static QueryResult result(
      Grid grid, @Nullable Value value, @Nullable List<RangeResult> ranges, Evaluation evaluation) {
    return new QueryResult(
        grid, value, ranges, List.copyOf(evaluation.annotations().all()), evaluation.samples());
  }

  private Evaluation evaluation(PromqlOptions options, boolean instant, BooleanSupplier canceled) {
    return new Evaluation(
        source,
        options.lookback().toMillis(),
        instant,
        options.maxSamples(),
        options.maxSeries(),
        options.timeout(),
        canceled);
  }

  /** Only now names go that functions drop, so that label functions could still use them. */
  private static Value named(Value value) {
    if (!(value instanceof Value.Vector vector)) {
      return value;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : vector.columns()) {
      if (!column.isEmpty()) {
        columns.add(
            column.dropName() ? column.relabelled(column.labels().withoutName(), false) : column);
      }
    }
    return new Value.Vector(ColumnMerge.merge(columns));
  }
}
