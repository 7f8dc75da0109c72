package io.midwatch.storage.contract.query;

import io.midwatch.model.AttributeValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are meant. Text comparisons are case-sensitive. An array matches when any element
 * does. A missing value matches nothing but {@code Not}: {@code Not(Eq(f, v))} includes rows
 * without f. An empty value and an array without elements are missing values; elements of nested
 * arrays count as elements. Phrase, substring and pattern are for canonical fields: a free
 * attribute does not take them.
 */
public sealed interface Filter {
  /** Every row. */
  Filter ALL = new And(List.of());

  /** Same type and value; a long equals a double of the same numeric value. */
  record Eq(Field field, AttributeValue value) implements Filter {}

  /** Equal to any of the values; nothing matches an empty list. */
  record In(Field field, List<AttributeValue> values) implements Filter {
    public In {
      values = List.copyOf(values);
    }
  }

  /** Has a value of any type, an empty one excepted. */
  record Exists(Field field) implements Filter {}

  /** Number in {@code [atLeast, below)}; a null bound is open. Texts never match. */
  record NumberRange(Field field, @Nullable Double atLeast, @Nullable Double below)
      implements Filter {}

  /** Text that starts so. */
  record Prefix(Field field, String prefix) implements Filter {}

  /**
   * Text that holds these tokens one after another; one token is a phrase of one. The text is cut
   * and compared by {@link Tokens}, without regard to case.
   */
  record Phrase(Field field, String phrase) implements Filter {}

  /** Text that holds this run of characters anywhere, also inside a token. */
  record Substring(Field field, String substring) implements Filter {}

  /**
   * Text in which an RE2 pattern is found somewhere (anchor it with ^ and $).
   *
   * @throws IllegalArgumentException by the store, when the pattern is none
   */
  record Regex(Field field, String pattern) implements Filter {}

  /**
   * A span of that tenant's requests: it names the tenant itself, or it names none and the tenant
   * is the first that any span of its trace named. Spans alone take it, and only as what a question
   * is narrowed to: not in a figure.
   */
  record TraceTenant(String tenant) implements Filter {}

  /**
   * Of one of these traces.
   *
   * @param traces that nobody adds to any more
   */
  record OfTraces(TraceSet traces) implements Filter {}

  /** All of them; an empty list matches everything. */
  record And(List<Filter> filters) implements Filter {
    public And {
      filters = List.copyOf(filters);
    }
  }

  /** At least one of them; an empty list matches nothing. */
  record Or(List<Filter> filters) implements Filter {
    public Or {
      filters = List.copyOf(filters);
    }
  }

  record Not(Filter filter) implements Filter {}

  static Filter eq(Field field, String value) {
    return new Eq(field, AttributeValue.of(value));
  }

  static Filter eq(Field field, long value) {
    return new Eq(field, AttributeValue.of(value));
  }

  static Filter eq(Field field, boolean value) {
    return new Eq(field, AttributeValue.of(value));
  }

  static Filter and(Filter... filters) {
    return new And(List.of(filters));
  }

  static Filter or(Filter... filters) {
    return new Or(List.of(filters));
  }

  static Filter not(Filter filter) {
    return new Not(filter);
  }
}
