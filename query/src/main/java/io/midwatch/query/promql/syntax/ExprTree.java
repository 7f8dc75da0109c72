package io.midwatch.query.promql.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expression as maps, lists, texts, numbers and truth values, in the form of Prometheus' {@code
 * parse_query}.
 *
 * <pre>
 * {"type": "unaryExpr", "op": "-", "expr": {"type": "vectorSelector", "name": "x", …}}
 * </pre>
 */
public final class ExprTree {
  private ExprTree() {}

  /** Durations in milliseconds; those that depend on the query's range or step are 0. */
  public static Map<String, @Nullable Object> of(Expr expr) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    switch (expr) {
      case Expr.NumberLiteral it -> {
        tree.put("type", "numberLiteral");
        tree.put("val", Numbers.format(it.value()));
      }
      case Expr.StringLiteral it -> {
        tree.put("type", "stringLiteral");
        tree.put("val", Quoting.readable(it.value()));
      }
      case Expr.Paren it -> {
        tree.put("type", "parenExpr");
        tree.put("expr", of(it.inner()));
      }
      case Expr.Signed it -> {
        tree.put("type", "unaryExpr");
        tree.put("op", Printer.sign(it));
        tree.put("expr", of(it.inner()));
      }
      case Expr.VectorSelector it -> {
        tree.put("type", "vectorSelector");
        selector(tree, it);
      }
      case Expr.MatrixSelector it -> {
        tree.put("type", "matrixSelector");
        tree.put("range", millis(it.width()));
        selector(tree, it.vector());
      }
      case Expr.Subquery it -> {
        tree.put("type", "subquery");
        tree.put("expr", of(it.inner()));
        tree.put("range", millis(it.width()));
        tree.put("step", it.step() == null ? 0 : millis(it.step()));
        time(tree, it.time());
      }
      case Expr.Call it -> call(tree, it);
      case Expr.Aggregation it -> aggregation(tree, it);
      case Expr.Binary it -> binary(tree, it);
    }
    return tree;
  }

  private static void selector(Map<String, @Nullable Object> tree, Expr.VectorSelector selector) {
    tree.put("name", Quoting.readable(selector.name()));
    tree.put(
        "matchers",
        selector.matchers().stream()
            .map(it ->
                Map.of(
                    "name", Quoting.readable(it.label()),
                    "type", Printer.symbol(it.operator()),
                    "value", Quoting.readable(it.value())))
            .toList());
    time(tree, selector.time());
    tree.put("anchored", selector.time().anchored());
    tree.put("smoothed", selector.time().smoothed());
  }

  private static List<String> readable(List<String> labels) {
    return labels.stream().map(Quoting::readable).toList();
  }

  private static void time(Map<String, @Nullable Object> tree, TimeModifier time) {
    DurationExpr offset = time.offset();
    tree.put("offset", offset == null ? 0 : millis(offset));
    tree.put("timestamp", time.at() instanceof TimeModifier.At.Timestamp at ? at.millis() : null);
    tree.put(
        "startOrEnd",
        switch (time.at()) {
          case TimeModifier.At.Start _ -> "start";
          case TimeModifier.At.End _ -> "end";
          case null, default -> null;
        });
  }

  private static long millis(@Nullable DurationExpr duration) {
    try {
      double seconds = duration == null ? 0 : duration.seconds(0, 0);
      return Double.isFinite(seconds) ? Math.round(seconds * 1000) : 0;
    } catch (ArithmeticException dependsOnTheQuery) {
      return 0;
    }
  }

  private static void call(Map<String, @Nullable Object> tree, Expr.Call call) {
    FunctionSignature function = call.function();
    tree.put("type", "call");
    tree.put(
        "func",
        Map.of(
            "name", function.name(),
            "argTypes", function.arguments().stream().map(ValueType::wireName).toList(),
            "variadic", function.optional(),
            "returnType", function.returns().wireName()));
    tree.put("args", call.arguments().stream().map(ExprTree::of).toList());
  }

  private static void aggregation(Map<String, @Nullable Object> tree, Expr.Aggregation it) {
    Expr parameter = it.parameter();
    tree.put("type", "aggregation");
    tree.put("op", it.aggregator().word());
    tree.put("expr", of(it.inner()));
    tree.put("param", parameter == null ? null : of(parameter));
    tree.put("grouping", readable(it.grouping()));
    tree.put("without", it.without());
  }

  private static void binary(Map<String, @Nullable Object> tree, Expr.Binary it) {
    tree.put("type", "binaryExpr");
    tree.put("op", it.operator().symbol());
    tree.put("lhs", of(it.left()));
    tree.put("rhs", of(it.right()));
    tree.put("bool", it.bool());
    boolean vectors = it.left().type() == ValueType.VECTOR && it.right().type() == ValueType.VECTOR;
    tree.put("matching", vectors ? matching(it.matching()) : null);
  }

  private static Map<String, @Nullable Object> matching(Matching matching) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("card", matching.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    tree.put("labels", readable(matching.labels()));
    tree.put("on", matching.on());
    tree.put("include", readable(matching.include()));
    Map<String, @Nullable Object> fill = new LinkedHashMap<>();
    fill.put("lhs", matching.fill().left());
    fill.put("rhs", matching.fill().right());
    tree.put("fillValues", fill);
    return tree;
  }
}
