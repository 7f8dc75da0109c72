package io.midwatch.query.promql.syntax;

import io.midwatch.query.promql.syntax.Matching.Cardinality;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an expression on one line, in Prometheus' canonical form. */
public final class Printer {
  private static final Pattern CLASSIC_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern CLASSIC_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  private Printer() {}

  /** {@code sum by (job) (rate(x[5m]))}. */
  public static String print(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral number -> number(number);
      case Expr.StringLiteral string -> Quoting.quote(string.value());
      case Expr.VectorSelector selector -> selector(selector) + time(selector.time());
      case Expr.MatrixSelector matrix ->
          selector(matrix.vector())
              + "["
              + duration(matrix.width())
              + "]"
              + time(matrix.vector().time());
      case Expr.Subquery subquery -> print(subquery.inner()) + brackets(subquery);
      case Expr.Aggregation aggregation ->
          aggregate(aggregation)
              + "("
              + (aggregation.parameter() == null ? "" : print(aggregation.parameter()) + ", ")
              + print(aggregation.inner())
              + ")";
      case Expr.Binary binary ->
          print(binary.left()) + " " + operator(binary) + " " + print(binary.right());
      case Expr.Call call ->
          call.function().name()
              + "("
              + call.arguments().stream().map(Printer::print).collect(Collectors.joining(", "))
              + ")";
      case Expr.Paren paren -> "(" + print(paren.inner()) + ")";
      case Expr.Signed signed -> sign(signed) + print(signed.inner());
    };
  }

  static String sign(Expr.Signed signed) {
    return signed.negative() ? "-" : "+";
  }

  private static String number(Expr.NumberLiteral number) {
    Long millis = number.durationMillis();
    return millis == null ? Numbers.format(number.value()) : Durations.format(millis);
  }

  private static String selector(Expr.VectorSelector selector) {
    boolean bare = CLASSIC_METRIC.matcher(selector.name()).matches();
    String inner =
        selector.matchers().stream()
            .filter(matcher -> !isName(matcher, selector.name()))
            .map(Printer::matcher)
            .collect(Collectors.joining(","));
    if (bare || selector.name().isEmpty()) {
      return selector.name() + (inner.isEmpty() ? "" : "{" + inner + "}");
    }
    return "{" + Quoting.quote(selector.name()) + (inner.isEmpty() ? "" : "," + inner) + "}";
  }

  private static boolean isName(LabelMatcher matcher, String name) {
    return !name.isEmpty() && matcher.equals(LabelMatcher.metric(name));
  }

  private static String matcher(LabelMatcher matcher) {
    return label(matcher.label()) + symbol(matcher.operator()) + Quoting.quote(matcher.value());
  }

  /** {@code = != =~ !~}. */
  public static String symbol(LabelMatcher.Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case MATCHES -> "=~";
      case NOT_MATCHES -> "!~";
    };
  }

  private static String label(String label) {
    return CLASSIC_LABEL.matcher(label).matches() ? label : Quoting.quote(label);
  }

  private static String labels(List<String> labels) {
    return labels.stream().map(Printer::label).collect(Collectors.joining(", ", "(", ")"));
  }

  static String brackets(Expr.Subquery subquery) {
    DurationExpr step = subquery.step();
    return "["
        + duration(subquery.width())
        + ":"
        + (step == null ? "" : duration(step))
        + "]"
        + time(subquery.time());
  }

  private static String time(TimeModifier time) {
    StringBuilder text = new StringBuilder();
    text.append(time.anchored() ? " anchored" : "").append(time.smoothed() ? " smoothed" : "");
    text.append(at(time.at()));
    DurationExpr offset = time.offset();
    if (offset != null) {
      text.append(" offset ").append(duration(offset));
    }
    return text.toString();
  }

  private static String at(TimeModifier.@Nullable At at) {
    return switch (at) {
      case null -> "";
      case TimeModifier.At.Timestamp fixed ->
          String.format(java.util.Locale.ROOT, " @ %.3f", fixed.millis() / 1000.0);
      case TimeModifier.At.Start _ -> " @ start()";
      case TimeModifier.At.End _ -> " @ end()";
    };
  }

  private static String duration(DurationExpr duration) {
    return duration instanceof DurationExpr.Literal literal
        ? Durations.format(Math.round(literal.value() * 1000))
        : part(duration);
  }

  private static String part(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal literal -> {
        Long millis = literal.millis();
        yield millis == null ? Numbers.format(literal.value()) : Durations.format(millis);
      }
      case DurationExpr.Signed signed -> (signed.negative() ? "-" : "+") + part(signed.inner());
      case DurationExpr.Binary binary ->
          part(binary.left()) + " " + binary.operator().symbol() + " " + part(binary.right());
      case DurationExpr.Step _ -> "step()";
      case DurationExpr.Range _ -> "range()";
      case DurationExpr.Choice choice ->
          (choice.least() ? "min_of(" : "max_of(")
              + part(choice.left())
              + ", "
              + part(choice.right())
              + ")";
      case DurationExpr.Paren paren -> "(" + part(paren.inner()) + ")";
    };
  }

  static String aggregate(Expr.Aggregation aggregation) {
    String word = aggregation.aggregator().word();
    if (aggregation.without()) {
      return word + " without " + labels(aggregation.grouping()) + " ";
    }
    return aggregation.grouping().isEmpty()
        ? word
        : word + " by " + labels(aggregation.grouping()) + " ";
  }

  /** The operator with what follows it. */
  static String operator(Expr.Binary binary) {
    StringBuilder text = new StringBuilder(binary.operator().symbol());
    text.append(binary.bool() ? " bool" : "");
    Matching matching = binary.matching();
    boolean grouped =
        matching.cardinality() == Cardinality.MANY_TO_ONE
            || matching.cardinality() == Cardinality.ONE_TO_MANY;
    if (matching.on() || !matching.labels().isEmpty() || grouped) {
      text.append(matching.on() ? " on " : " ignoring ").append(labels(matching.labels()));
    }
    if (grouped) {
      text.append(
          matching.cardinality() == Cardinality.MANY_TO_ONE ? " group_left " : " group_right ");
      text.append(labels(matching.include()));
    }
    Double left = matching.fill().left();
    Double right = matching.fill().right();
    if (left != null && left.equals(right)) {
      text.append(" fill (").append(Numbers.format(left)).append(")");
    } else {
      text.append(left == null ? "" : " fill_left (" + Numbers.format(left) + ")");
      text.append(right == null ? "" : " fill_right (" + Numbers.format(right) + ")");
    }
    return text.toString();
  }
}
