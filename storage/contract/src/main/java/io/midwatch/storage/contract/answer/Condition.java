package io.midwatch.storage.contract.answer;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.BoundedRegex;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import io.midwatch.storage.contract.query.TraceSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A filter that was checked: every leaf has the test its field's values go through. */
public sealed interface Condition {
  /** All of them; an empty list holds for every row. */
  record All(List<Condition> conditions) implements Condition {}

  /** At least one of them; an empty list holds for no row. */
  record One(List<Condition> conditions) implements Condition {}

  record Not(Condition condition) implements Condition {}

  /**
   * A value, or any element of it as {@link Values#any} visits them, passes the test; a missing
   * value does not.
   *
   * @param filter what the test was made from, never And, Or or Not
   * @param test pure; never asked for an array, an empty value or null
   */
  record OfField(Field field, Filter filter, Predicate<AttributeValue> test) implements Condition {
    /** The ids when exactly these traces are asked for, else null. */
    public @Nullable Set<TraceId> traceIds() {
      if (!(field instanceof Field.Canonical(CanonicalField canonical))
          || canonical != CanonicalField.TRACE_ID) {
        return null;
      }
      return switch (filter) {
        case Filter.Eq(_, AttributeValue value) -> ids(List.of(value));
        case Filter.In(_, List<AttributeValue> values) -> ids(values);
        default -> null;
      };
    }

    private static Set<TraceId> ids(List<AttributeValue> values) {
      Set<TraceId> ids = new HashSet<>();
      for (AttributeValue value : values) {
        TraceId id = value instanceof StringValue(String hex) ? TraceId.parse(hex) : null;
        if (id != null && id.hex().equals(value.text())) {
          ids.add(id);
        }
      }
      return ids;
    }
  }

  /**
   * @throws IllegalArgumentException when a pattern is none or a field does not take the operator
   */
  static Condition of(Filter filter) {
    return switch (filter) {
      case Filter.Eq(Field field, AttributeValue value) -> {
        AttributeValue wanted = Values.normal(value);
        yield any(field, filter, each -> Values.normal(each).equals(wanted));
      }
      case Filter.In(Field field, List<AttributeValue> values) -> {
        Set<AttributeValue> wanted = new HashSet<>();
        values.forEach(value -> wanted.add(Values.normal(value)));
        yield any(field, filter, each -> wanted.contains(Values.normal(each)));
      }
      case Filter.Exists(Field field) -> any(field, filter, _ -> true);
      case Filter.NumberRange range -> any(range.field(), range, inRange(range));
      case Filter.Prefix(Field field, String prefix) ->
          any(
              field,
              filter,
              value -> value instanceof StringValue(String text) && text.startsWith(prefix));
      case Filter.Phrase(Field field, String phrase) -> {
        List<String> tokens = Tokens.of(phrase);
        yield text(
            field,
            filter,
            value -> value instanceof StringValue(String text) && Tokens.holds(text, tokens));
      }
      case Filter.Substring(Field field, String part) ->
          text(
              field,
              filter,
              value -> value instanceof StringValue(String text) && text.contains(part));
      case Filter.Regex(Field field, String pattern) -> text(field, filter, found(pattern));
      case Filter.OfTraces(TraceSet traces) ->
          any(
              Field.of(CanonicalField.TRACE_ID),
              filter,
              value -> {
                TraceId id = value instanceof StringValue(String hex) ? TraceId.parse(hex) : null;
                return id != null && traces.contains(id);
              });
      case Filter.TraceTenant(String tenant) ->
          throw new IllegalArgumentException(
              "only what spans are narrowed to knows the tenant of a trace: " + tenant);
      case Filter.And(List<Filter> filters) ->
          new All(filters.stream().map(Condition::of).toList());
      case Filter.Or(List<Filter> filters) -> new One(filters.stream().map(Condition::of).toList());
      case Filter.Not(Filter inner) -> new Not(of(inner));
    };
  }

  private static Predicate<AttributeValue> inRange(Filter.NumberRange range) {
    double atLeast = range.atLeast() == null ? Double.NEGATIVE_INFINITY : range.atLeast();
    Double below = range.below();
    return value -> {
      double number = Values.number(value);
      return number >= atLeast && (below == null || number < below);
    };
  }

  private static Predicate<AttributeValue> found(String pattern) {
    try {
      Pattern compiled = BoundedRegex.compile(pattern, 0);
      return value -> value instanceof StringValue(String text) && compiled.matcher(text).find();
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "not an RE2 pattern: " + pattern + ": " + notAPattern.getMessage(), notAPattern);
    }
  }

  /** An operator that only canonical fields take. */
  private static Condition text(Field field, Filter filter, Predicate<AttributeValue> test) {
    if (field instanceof Field.Attribute) {
      throw new IllegalArgumentException(
          "the free attribute " + field.name() + " takes no phrase, substring or pattern");
    }
    return any(field, filter, test);
  }

  private static Condition any(Field field, Filter filter, Predicate<AttributeValue> test) {
    RowFields.require(field);
    return new OfField(field, filter, test);
  }
}
