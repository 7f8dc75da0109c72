package io.midwatch.query.promql.syntax;

import static io.midwatch.query.promql.syntax.ValueType.MATRIX;
import static io.midwatch.query.promql.syntax.ValueType.SCALAR;
import static io.midwatch.query.promql.syntax.ValueType.STRING;
import static io.midwatch.query.promql.syntax.ValueType.VECTOR;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every function of Prometheus 3.14 with its signature. */
public final class FunctionTable {
  private static final Map<String, FunctionSignature> FUNCTIONS = all();

  private FunctionTable() {}

  /** By name, or null. */
  public static @Nullable FunctionSignature find(String name) {
    return FUNCTIONS.get(name);
  }

  /** By name ascending. */
  public static Collection<FunctionSignature> functions() {
    return FUNCTIONS.values();
  }

  private static Map<String, FunctionSignature> all() {
    Map<String, FunctionSignature> table = new TreeMap<>();
    List.of(
            "abs",
            "ceil",
            "floor",
            "exp",
            "ln",
            "log2",
            "log10",
            "sqrt",
            "sgn",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "sinh",
            "cosh",
            "tanh",
            "asinh",
            "acosh",
            "atanh",
            "deg",
            "rad",
            "timestamp",
            "absent",
            "sort",
            "sort_desc",
            "histogram_avg",
            "histogram_count",
            "histogram_sum",
            "histogram_stddev",
            "histogram_stdvar")
        .forEach(name -> add(table, name, 0, VECTOR, VECTOR));
    List.of(
            "rate",
            "increase",
            "delta",
            "irate",
            "idelta",
            "deriv",
            "changes",
            "resets",
            "avg_over_time",
            "sum_over_time",
            "count_over_time",
            "min_over_time",
            "max_over_time",
            "last_over_time",
            "first_over_time",
            "present_over_time",
            "absent_over_time",
            "stddev_over_time",
            "stdvar_over_time")
        .forEach(name -> add(table, name, 0, VECTOR, MATRIX));
    List.of(
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "hour",
            "minute",
            "month",
            "year")
        .forEach(name -> add(table, name, 1, VECTOR, VECTOR));
    add(table, "clamp", 0, VECTOR, VECTOR, SCALAR, SCALAR);
    add(table, "clamp_max", 0, VECTOR, VECTOR, SCALAR);
    add(table, "clamp_min", 0, VECTOR, VECTOR, SCALAR);
    add(table, "round", 1, VECTOR, VECTOR, SCALAR);
    add(table, "predict_linear", 0, VECTOR, MATRIX, SCALAR);
    add(table, "quantile_over_time", 0, VECTOR, SCALAR, MATRIX);
    add(table, "histogram_quantile", 0, VECTOR, SCALAR, VECTOR);
    add(table, "histogram_fraction", 0, VECTOR, SCALAR, SCALAR, VECTOR);
    add(table, "label_replace", 0, VECTOR, VECTOR, STRING, STRING, STRING, STRING);
    add(table, "label_join", -1, VECTOR, VECTOR, STRING, STRING, STRING);
    add(table, "scalar", 0, SCALAR, VECTOR);
    add(table, "vector", 0, VECTOR, SCALAR);
    add(table, "time", 0, SCALAR);
    add(table, "pi", 0, SCALAR);
    experimental(table);
    return Collections.unmodifiableMap(table);
  }

  private static void experimental(Map<String, FunctionSignature> table) {
    List.of(
            "mad_over_time",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time")
        .forEach(name -> trial(table, name, 0, VECTOR, MATRIX));
    List.of("start", "end", "step", "range").forEach(name -> trial(table, name, 0, SCALAR));
    trial(table, "start_timestamp", 0, VECTOR, VECTOR);
    trial(table, "max_of", 0, SCALAR, SCALAR, SCALAR);
    trial(table, "min_of", 0, SCALAR, SCALAR, SCALAR);
    trial(table, "double_exponential_smoothing", 0, VECTOR, MATRIX, SCALAR, SCALAR);
    trial(table, "histogram_quantiles", -1, VECTOR, VECTOR, STRING, SCALAR, SCALAR);
    trial(table, "info", 1, VECTOR, VECTOR, VECTOR);
    trial(table, "sort_by_label", -1, VECTOR, VECTOR, STRING);
    trial(table, "sort_by_label_desc", -1, VECTOR, VECTOR, STRING);
  }

  private static void add(
      Map<String, FunctionSignature> table,
      String name,
      int optional,
      ValueType returns,
      ValueType... arguments) {
    table.put(name, new FunctionSignature(name, List.of(arguments), optional, returns, false));
  }

  private static void trial(
      Map<String, FunctionSignature> table,
      String name,
      int optional,
      ValueType returns,
      ValueType... arguments) {
    table.put(name, new FunctionSignature(name, List.of(arguments), optional, returns, true));
  }
}
