package io.midwatch.storage.contract.answer.rollup;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.query.BoundedRegex;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.List;
import java.util.function.Predicate;

/** Turns a filter on dimensions into a test of a row's key. Thread-safe. */
public final class DimensionFilter {
  private final RollupTable table;

  private DimensionFilter(RollupTable table) {
    this.table = table;
  }

  /**
   * @throws IllegalArgumentException when the filter names something else than the table's
   *     dimensions, or its pattern is none
   */
  public static Predicate<RollupKey> compile(RollupTable table, Filter filter) {
    return new DimensionFilter(table).test(filter);
  }

  /** Whether the filter looks at a row at all. */
  public static boolean looks(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> all) -> all.stream().anyMatch(DimensionFilter::looks);
      case Filter.Or(List<Filter> any) ->
          any.isEmpty() || any.stream().anyMatch(DimensionFilter::looks);
      case Filter.Not(Filter inner) -> looks(inner) || inner.equals(Filter.ALL);
      case Filter.Eq _,
          Filter.In _,
          Filter.Exists _,
          Filter.NumberRange _,
          Filter.Prefix _,
          Filter.Phrase _,
          Filter.Substring _,
          Filter.Regex _,
          Filter.OfTraces _,
          Filter.TraceTenant _ ->
          true;
    };
  }

  private Predicate<RollupKey> test(Filter filter) {
    return switch (filter) {
      case Filter.And(List<Filter> all) -> {
        List<Predicate<RollupKey>> tests = all.stream().map(this::test).toList();
        yield key -> tests.stream().allMatch(test -> test.test(key));
      }
      case Filter.Or(List<Filter> any) -> {
        List<Predicate<RollupKey>> tests = any.stream().map(this::test).toList();
        yield key -> tests.stream().anyMatch(test -> test.test(key));
      }
      case Filter.Not(Filter inner) -> test(inner).negate();
      case Filter.Eq(Field field, AttributeValue wanted) ->
          on(field, value -> equal(value, wanted));
      case Filter.In(Field field, List<AttributeValue> wanted) ->
          on(field, value -> wanted.stream().anyMatch(one -> equal(value, one)));
      case Filter.Exists(Field field) -> on(field, _ -> true);
      case Filter.NumberRange range -> on(range.field(), value -> inRange(value, range));
      case Filter.Prefix(Field field, String prefix) ->
          onText(field, text -> text.startsWith(prefix));
      case Filter.Phrase(Field field, String phrase) -> {
        List<String> tokens = Tokens.of(phrase);
        yield onText(field, text -> Tokens.holds(text, tokens));
      }
      case Filter.Substring(Field field, String part) -> onText(field, text -> text.contains(part));
      case Filter.Regex(Field field, String pattern) -> {
        Pattern compiled = pattern(pattern);
        yield onText(field, text -> compiled.matcher(text).find());
      }
      case Filter.OfTraces _, Filter.TraceTenant _ ->
          throw new IllegalArgumentException("a rollup knows no traces: " + filter);
    };
  }

  private Predicate<RollupKey> on(Field field, Predicate<AttributeValue> test) {
    if (!(field instanceof Field.Dimension(String name))) {
      throw new IllegalArgumentException(
          "rollup " + table.name() + " is filtered by its dimensions, not by " + field.name());
    }
    int position = table.dimension(name);
    return key -> {
      AttributeValue value = key.values().get(position);
      return !(value instanceof EmptyValue) && test.test(value);
    };
  }

  private Predicate<RollupKey> onText(Field field, Predicate<String> test) {
    return on(field, value -> value instanceof StringValue(String text) && test.test(text));
  }

  private static boolean equal(AttributeValue value, AttributeValue wanted) {
    if (value instanceof LongValue(long whole) && wanted instanceof DoubleValue(double number)) {
      return whole == number;
    }
    if (value instanceof DoubleValue(double number) && wanted instanceof LongValue(long whole)) {
      return whole == number;
    }
    return value.equals(wanted);
  }

  private static boolean inRange(AttributeValue value, Filter.NumberRange range) {
    double number =
        switch (value) {
          case LongValue(long whole) -> whole;
          case DoubleValue(double fraction) -> fraction;
          default -> Double.NaN;
        };
    return !Double.isNaN(number)
        && (range.atLeast() == null || number >= range.atLeast())
        && (range.below() == null || number < range.below());
  }

  private static Pattern pattern(String text) {
    try {
      return BoundedRegex.compile(text, 0);
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException("not a pattern: " + notAPattern.getMessage(), notAPattern);
    }
  }
}
