package io.midwatch.query.promql.plan;

import io.midwatch.query.promql.function.InstantFunction;
import io.midwatch.query.promql.function.RangeFunction;
import io.midwatch.query.promql.syntax.Aggregator;
import io.midwatch.query.promql.syntax.Matching;
import io.midwatch.query.promql.syntax.Operator;
import io.midwatch.query.promql.syntax.TextRange;
import io.midwatch.query.promql.syntax.ValueType;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of an evaluation. */
public sealed interface Plan {
  /** Where it stands in the query. */
  TextRange place();

  /** A number at every time. */
  record Number(double value, TextRange place) implements Plan {}

  /** A text. */
  record Text(String value, TextRange place) implements Plan {}

  /** The newest sample of each series. */
  record Select(Selector selector, TextRange place) implements Plan {}

  /** The time of the newest sample of each series. */
  record SampleTimes(Selector selector, TextRange place) implements Plan {}

  /** A function of the samples in a range; {@code parameter} is its scalar argument. */
  record OverTime(
      String name,
      RangeFunction function,
      Range range,
      @Nullable Plan parameter,
      boolean keepsName,
      TextRange place)
      implements Plan {}

  /** A range as the answer itself; only at the root of an instant query. */
  record Samples(Range range, TextRange place) implements Plan {}

  /** A function of values. {@code matchers} are those of a selector as the first argument. */
  record Call(
      InstantFunction function,
      boolean dependsOnTime,
      List<Plan> arguments,
      List<LabelMatcher> matchers,
      List<TextRange> places,
      TextRange place)
      implements Plan {
    public Call {
      arguments = List.copyOf(arguments);
      matchers = List.copyOf(matchers);
      places = List.copyOf(places);
    }
  }

  /**
   * A fold of series.
   *
   * @param innerPlace where the series are told of
   */
  record Aggregate(
      Aggregator aggregator,
      Plan inner,
      @Nullable Plan parameter,
      List<String> grouping,
      boolean without,
      TextRange innerPlace,
      TextRange place)
      implements Plan {
    public Aggregate {
      grouping = List.copyOf(grouping);
    }
  }

  /** An operation of two values, each a vector or a scalar. */
  record Binary(
      Operator operator,
      Plan left,
      Plan right,
      ValueType leftType,
      ValueType rightType,
      Matching matching,
      boolean bool,
      TextRange place)
      implements Plan {}

  /** The opposite. */
  record Negated(Plan inner, TextRange place) implements Plan {}

  /** What is the same at every time: evaluated at the first one. */
  record Once(Plan inner) implements Plan {
    @Override
    public TextRange place() {
      return inner.place();
    }
  }

  /**
   * Series and when.
   *
   * @param fixedMillis the time given with {@code @}, or null for that of the evaluation
   * @param totalsOnly of native histograms only count and sum are used
   */
  record Selector(
      List<LabelMatcher> matchers,
      long offsetMillis,
      @Nullable Long fixedMillis,
      boolean totalsOnly) {
    public Selector {
      matchers = List.copyOf(matchers);
    }

    /** The time looked at when the evaluation is at another. */
    public long reference(long evaluatedMillis) {
      return (fixedMillis == null ? evaluatedMillis : fixedMillis) - offsetMillis;
    }
  }

  /** Samples of a left-open range, {@code widthMillis} long. */
  sealed interface Range {
    long widthMillis();

    TextRange place();

    /** As stored. */
    record Stored(Selector selector, long widthMillis, TextRange place) implements Range {}

    /** Of an expression evaluated at multiples of a step; {@code when} has no matchers. */
    record Resampled(Plan inner, Selector when, long widthMillis, long stepMillis, TextRange place)
        implements Range {}
  }
}
