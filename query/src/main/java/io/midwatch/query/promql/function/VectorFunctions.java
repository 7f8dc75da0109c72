package io.midwatch.query.promql.function;

import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions of whole vectors: {@code absent}, {@code scalar}, {@code vector}, {@code sort}. */
final class VectorFunctions {
  private VectorFunctions() {}

  static void register(Map<String, InstantFunction> table) {
    table.put("absent", VectorFunctions::absent);
    table.put("absent_over_time", VectorFunctions::absent);
    table.put("scalar", VectorFunctions::scalar);
    table.put("vector", VectorFunctions::vector);
    table.put("sort", call -> sorted(call, Comparator.comparingDouble(c -> c.value(0))));
    table.put("sort_desc", call -> sorted(call, VectorFunctions::descending));
  }

  /** 1 at the times no series has a value, under the labels the selector asks for. */
  private static Value absent(FunctionCall call) {
    Column result = new Column(asked(call.matchers()), false, call.grid().size());
    for (int i = 0; i < result.size(); i++) {
      int position = i;
      if (call.vector(0).stream().noneMatch(column -> column.has(position))) {
        result.set(i, 1);
      }
    }
    return new Value.Vector(List.of(result));
  }

  private static Labels asked(List<LabelMatcher> matchers) {
    SortedMap<String, String> labels = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : matchers) {
      if (matcher.label().equals(Labels.NAME)) {
        continue;
      }
      if (seen.add(matcher.label()) && matcher.operator() == LabelMatcher.Operator.EQUAL) {
        labels.put(matcher.label(), matcher.value());
      } else {
        labels.remove(matcher.label());
      }
    }
    return Labels.of(labels);
  }

  /** The only number there is, else NaN. */
  private static Value scalar(FunctionCall call) {
    double[] values = new double[call.grid().size()];
    for (int i = 0; i < values.length; i++) {
      int found = 0;
      double value = Double.NaN;
      for (Column column : call.vector(0)) {
        if (column.has(i) && column.histogram(i) == null) {
          found++;
          value = column.value(i);
        }
      }
      values[i] = found == 1 ? value : Double.NaN;
    }
    return new Value.Scalar(values);
  }

  private static Value vector(FunctionCall call) {
    double[] values = call.scalar(0);
    Column column = new Column(Labels.EMPTY, false, values.length);
    for (int i = 0; i < values.length; i++) {
      column.set(i, values[i]);
    }
    return new Value.Vector(List.of(column));
  }

  private static int descending(Column left, Column right) {
    // NaN comes last in either order.
    boolean leftNan = Double.isNaN(left.value(0));
    boolean rightNan = Double.isNaN(right.value(0));
    return leftNan || rightNan
        ? Boolean.compare(leftNan, rightNan)
        : Double.compare(right.value(0), left.value(0));
  }

  private static Value sorted(FunctionCall call, Comparator<Column> order) {
    if (!call.instant()) {
      call.annotations()
          .warn(
              "sort is ineffective for range queries since results are always ordered by labels",
              call.places().getFirst());
      return new Value.Vector(call.vector(0));
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : call.vector(0)) {
      if (column.has(0) && column.histogram(0) == null) {
        columns.add(column);
      }
    }
    columns.sort(order);
    return new Value.Vector(columns);
  }
}
