package io.midwatch.query.promql.function;

import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.TextRange;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;

/**
 * A call with its arguments evaluated.
 *
 * @param matchers those of the selector given as first argument, empty when it is no selector
 * @param places where the arguments stand in the query
 * @param instant whether the query asks for one time only
 */
public record FunctionCall(
    Grid grid,
    Annotations annotations,
    List<Value> arguments,
    List<LabelMatcher> matchers,
    List<TextRange> places,
    boolean instant) {

  List<Column> vector(int argument) {
    return ((Value.Vector) arguments.get(argument)).columns();
  }

  double[] scalar(int argument) {
    return ((Value.Scalar) arguments.get(argument)).values();
  }

  String text(int argument) {
    return ((Value.Text) arguments.get(argument)).text();
  }

  boolean has(int argument) {
    return argument < arguments.size();
  }
}
