package io.midwatch.storage.contract.memory;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Tokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns filters into tests of rows. Pure and thread-safe. */
final class FilterCompiler<T> {
  private final FieldReader<T> fields;

  FilterCompiler(FieldReader<T> fields) {
    this.fields = fields;
  }

  /**
   * @throws IllegalArgumentException when a pattern is none or a field does not take the operator
   */
  Predicate<T> compile(Filter filter) {
    return switch (filter) {
      case Filter.Eq(Field field, AttributeValue value) -> equal(field, List.of(value));
      case Filter.In(Field field, List<AttributeValue> values) -> equal(field, values);
      case Filter.Exists(Field field) -> any(field, _ -> true);
      case Filter.NumberRange range -> number(range);
      case Filter.Prefix(Field field, String prefix) ->
          any(field, value -> value instanceof StringValue(String text) && text.startsWith(prefix));
      case Filter.Phrase(Field field, String phrase) -> phrase(field, Tokens.of(phrase));
      case Filter.Substring(Field field, String part) ->
          text(field, value -> value instanceof StringValue(String text) && text.contains(part));
      case Filter.Regex(Field field, String pattern) -> regex(field, pattern);
      case Filter.And(List<Filter> filters) -> all(filters.stream().map(this::compile).toList());
      case Filter.Or(List<Filter> filters) -> one(filters.stream().map(this::compile).toList());
      case Filter.Not(Filter inner) -> compile(inner).negate();
    };
  }

  private Predicate<T> equal(Field field, List<AttributeValue> values) {
    if (field instanceof Field.Canonical(CanonicalField canonical)
        && canonical == CanonicalField.TRACE_ID) {
      return ofTraces(values);
    }
    if (values.size() == 1) {
      AttributeValue wanted = Values.normal(values.getFirst());
      return any(field, value -> Values.normal(value).equals(wanted));
    }
    Set<AttributeValue> wanted = new HashSet<>();
    values.forEach(value -> wanted.add(Values.normal(value)));
    return any(field, value -> wanted.contains(Values.normal(value)));
  }

  /** Compares ids without writing them out. */
  private Predicate<T> ofTraces(List<AttributeValue> values) {
    Set<TraceId> wanted = new HashSet<>();
    for (AttributeValue value : values) {
      TraceId id = value instanceof StringValue(String hex) ? TraceId.parse(hex) : null;
      if (id != null && id.hex().equals(value.text())) {
        wanted.add(id);
      }
    }
    return row -> {
      TraceId id = fields.traceId(row);
      return id != null && wanted.contains(id);
    };
  }

  private Predicate<T> number(Filter.NumberRange range) {
    double atLeast = range.atLeast() == null ? Double.NEGATIVE_INFINITY : range.atLeast();
    Double below = range.below();
    return any(
        range.field(),
        value -> {
          double number = Values.number(value);
          return number >= atLeast && (below == null || number < below);
        });
  }

  private Predicate<T> phrase(Field field, List<String> phrase) {
    return text(
        field, value -> value instanceof StringValue(String text) && Tokens.holds(text, phrase));
  }

  private Predicate<T> regex(Field field, String pattern) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      return text(
          field,
          value -> value instanceof StringValue(String text) && compiled.matcher(text).find());
    } catch (PatternSyntaxException notAPattern) {
      throw new IllegalArgumentException(
          "not an RE2 pattern: " + pattern + ": " + notAPattern.getMessage(), notAPattern);
    }
  }

  /** An operator that only canonical fields take. */
  private Predicate<T> text(Field field, Predicate<AttributeValue> test) {
    if (field instanceof Field.Attribute) {
      throw new IllegalArgumentException(
          "the free attribute " + field.name() + " takes no phrase, substring or pattern");
    }
    return any(field, test);
  }

  private Predicate<T> any(Field field, Predicate<AttributeValue> test) {
    if (field instanceof Field.Dimension(String name)) {
      throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    }
    return row -> Values.any(fields.read(row, field), test);
  }

  private static <T> Predicate<T> all(List<Predicate<T>> tests) {
    return switch (tests.size()) {
      case 0 -> _ -> true;
      case 1 -> tests.getFirst();
      default ->
          row -> {
            for (Predicate<T> test : tests) {
              if (!test.test(row)) {
                return false;
              }
            }
            return true;
          };
    };
  }

  private static <T> Predicate<T> one(List<Predicate<T>> tests) {
    return row -> {
      for (Predicate<T> test : tests) {
        if (test.test(row)) {
          return true;
        }
      }
      return false;
    };
  }
}
