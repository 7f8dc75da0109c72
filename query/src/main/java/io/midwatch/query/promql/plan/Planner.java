package io.midwatch.query.promql.plan;

import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.function.Functions;
import io.midwatch.query.promql.function.InstantFunction;
import io.midwatch.query.promql.function.RangeFunction;
import io.midwatch.query.promql.syntax.DurationExpr;
import io.midwatch.query.promql.syntax.Expr;
import io.midwatch.query.promql.syntax.Matching;
import io.midwatch.query.promql.syntax.Operator;
import io.midwatch.query.promql.syntax.SyntaxException;
import io.midwatch.query.promql.syntax.TextRange;
import io.midwatch.query.promql.syntax.TimeModifier;
import io.midwatch.query.promql.syntax.ValueType;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what a query's times and functions are. */
public final class Planner {
  /** Their results depend on the time of evaluation, whatever their arguments are. */
  private static final Set<String> DEPEND_ON_TIME =
      Set.of(
          "time",
          "timestamp",
          "predict_linear",
          "year",
          "month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "days_in_month",
          "hour",
          "minute");

  /** What they make of a native histogram needs no buckets. */
  private static final Set<String> TOTALS =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");

  private static final Set<Operator> KEEP_TOTALS =
      Set.of(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY, Operator.DIVIDE);

  /** As nanoseconds it fills 63 bits: 292 years. */
  private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;

  /** The year 9999; no sample is later. */
  private static final long FURTHEST_MILLIS = 253_402_300_799_999L;

  private final String text;
  private final long startMillis;
  private final long endMillis;
  private final double stepSeconds;
  private final long defaultStepMillis;

  /** Whether what is translated now stands in a function of totals. */
  private boolean totalsOnly;

  /**
   * @param stepMillis distance of the query's times, 0 of an instant one
   * @param defaultStepMillis of subqueries that name none
   */
  public Planner(
      String text, long startMillis, long endMillis, long stepMillis, long defaultStepMillis) {
    this.text = text;
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.stepSeconds = stepMillis / 1000.0;
    this.defaultStepMillis = defaultStepMillis;
  }

  /**
   * @throws PromqlException when the query has a part that is not supported
   * @throws SyntaxException when a duration is none
   */
  public Plan plan(Expr expr) {
    Plan plan = translate(expr);
    boolean trivial = plan instanceof Plan.Number || plan instanceof Plan.Text;
    return !trivial && Steadiness.isSteady(plan) ? new Plan.Once(plan) : plan;
  }

  private Plan translate(Expr expr) {
    return switch (expr) {
      case Expr.NumberLiteral it -> new Plan.Number(it.value(), it.range());
      case Expr.StringLiteral it -> new Plan.Text(it.value(), it.range());
      case Expr.VectorSelector it -> new Plan.Select(selector(it), it.range());
      case Expr.MatrixSelector _, Expr.Subquery _ -> new Plan.Samples(range(expr), expr.range());
      case Expr.Paren it -> translate(it.inner());
      case Expr.Signed it -> {
        Plan inner = plan(it.inner());
        yield it.negative() ? new Plan.Negated(inner, it.range()) : inner;
      }
      case Expr.Aggregation it -> aggregation(it);
      case Expr.Binary it ->
          with(totalsOnly && KEEP_TOTALS.contains(it.operator()), () -> binary(it));
      case Expr.Call it -> with(totals(it.function().name()), () -> call(it));
    };
  }

  private boolean totals(String function) {
    return TOTALS.contains(function)
        || totalsOnly && !function.startsWith("histogram_") && !function.equals("changes");
  }

  private Plan with(boolean totals, Supplier<Plan> translation) {
    boolean before = totalsOnly;
    totalsOnly = totals;
    Plan plan = translation.get();
    totalsOnly = before;
    return plan;
  }

  private Plan aggregation(Expr.Aggregation it) {
    if (it.aggregator().experimental()) {
      throw unsupported("the aggregation " + it.aggregator().word(), it.range());
    }
    Expr parameter = it.parameter();
    return new Plan.Aggregate(
        it.aggregator(),
        plan(it.inner()),
        parameter == null ? null : plan(parameter),
        it.grouping(),
        it.without(),
        it.inner().range(),
        it.range());
  }

  private Plan binary(Expr.Binary it) {
    if (!it.matching().fill().equals(Matching.Fill.NONE)) {
      throw unsupported("the fill modifier", it.range());
    }
    return new Plan.Binary(
        it.operator(),
        plan(it.left()),
        plan(it.right()),
        it.left().type(),
        it.right().type(),
        it.matching(),
        it.bool(),
        it.range());
  }

  private Plan call(Expr.Call it) {
    String name = it.function().name();
    if (it.function().experimental()) {
      throw unsupported("the function " + name, it.range());
    }
    if (name.equals("absent_over_time")) {
      return absentOverTime(it);
    }
    RangeFunction range = Functions.range(name);
    if (range != null) {
      return overTime(it, name, range);
    }
    if (name.equals("timestamp")
        && it.arguments().getFirst().bare() instanceof Expr.VectorSelector selector) {
      return new Plan.SampleTimes(selector(selector), it.range());
    }
    List<Plan> arguments = new ArrayList<>();
    it.arguments().forEach(argument -> arguments.add(plan(argument)));
    return new Plan.Call(
        instant(name),
        DEPEND_ON_TIME.contains(name),
        arguments,
        it.arguments().isEmpty() ? List.of() : matchers(it.arguments().getFirst()),
        it.arguments().stream().map(Expr::range).toList(),
        it.range());
  }

  private static InstantFunction instant(String name) {
    InstantFunction function = Functions.instant(name);
    if (function == null) {
      throw new IllegalStateException("function without implementation: " + name);
    }
    return function;
  }

  private Plan overTime(Expr.Call it, String name, RangeFunction function) {
    Expr range =
        it.arguments().stream()
            .filter(argument -> argument.type() == ValueType.MATRIX)
            .findFirst()
            .orElseThrow();
    Plan parameter =
        it.arguments().stream()
            .filter(argument -> argument.type() == ValueType.SCALAR)
            .findFirst()
            .map(this::plan)
            .orElse(null);
    return new Plan.OverTime(
        name, function, range(range), parameter, Functions.keepsName(name), it.range());
  }

  private Plan absentOverTime(Expr.Call it) {
    Expr argument = it.arguments().getFirst();
    RangeFunction present = Functions.range("present_over_time");
    if (present == null) {
      throw new IllegalStateException("present_over_time is missing");
    }
    Plan inner =
        new Plan.OverTime("present_over_time", present, range(argument), null, false, it.range());
    return new Plan.Call(
        instant("absent_over_time"),
        false,
        List.of(inner),
        matchers(argument),
        List.of(argument.range()),
        it.range());
  }

  private static List<LabelMatcher> matchers(Expr argument) {
    return switch (argument.bare()) {
      case Expr.VectorSelector selector -> selector.matchers();
      case Expr.MatrixSelector matrix -> matrix.vector().matchers();
      default -> List.of();
    };
  }

  private Plan.Range range(Expr expr) {
    return switch (expr.bare()) {
      case Expr.MatrixSelector it ->
          new Plan.Range.Stored(
              selector(it.vector()), positive(it.width(), it.range()), it.range());
      case Expr.Subquery it -> {
        DurationExpr step = it.step();
        yield new Plan.Range.Resampled(
            plan(it.inner()),
            new Plan.Selector(List.of(), offset(it.time(), it.range()), fixed(it.time()), false),
            positive(it.width(), it.range()),
            step == null ? defaultStepMillis : positive(step, it.range()),
            it.range());
      }
      default -> throw new IllegalStateException("not a range: " + expr);
    };
  }

  private Plan.Selector selector(Expr.VectorSelector it) {
    if (it.time().anchored() || it.time().smoothed()) {
      throw unsupported(
          "the modifier " + (it.time().anchored() ? "anchored" : "smoothed"), it.range());
    }
    return new Plan.Selector(
        it.matchers(), offset(it.time(), it.range()), fixed(it.time()), totalsOnly);
  }

  private @Nullable Long fixed(TimeModifier time) {
    return switch (time.at()) {
      case null -> null;
      case TimeModifier.At.Timestamp at ->
          Long.valueOf(Math.clamp(at.millis(), -FURTHEST_MILLIS, FURTHEST_MILLIS));
      case TimeModifier.At.Start _ -> Long.valueOf(startMillis);
      case TimeModifier.At.End _ -> Long.valueOf(endMillis);
    };
  }

  private long offset(TimeModifier time, TextRange place) {
    DurationExpr offset = time.offset();
    return offset == null ? 0 : millis(offset, place);
  }

  private long positive(DurationExpr duration, TextRange place) {
    long millis = millis(duration, place);
    if (millis <= 0) {
      throw new SyntaxException("duration must be greater than 0", place, text);
    }
    return millis;
  }

  private long millis(DurationExpr duration, TextRange place) {
    double seconds;
    try {
      seconds = duration.seconds(stepSeconds, (endMillis - startMillis) / 1000.0);
    } catch (ArithmeticException byZero) {
      throw new SyntaxException(String.valueOf(byZero.getMessage()), place, text);
    }
    if (Double.isNaN(seconds) || Math.abs(seconds) > LONGEST_SECONDS) {
      throw new SyntaxException("duration out of range", place, text);
    }
    return Math.round(seconds * 1000);
  }

  private PromqlException unsupported(String what, TextRange place) {
    return new PromqlException(
        PromqlException.Kind.NOT_SUPPORTED,
        place.lineAndColumn(text) + ": " + what + " is experimental and not supported yet");
  }
}
