package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes questions as SQL over {@link OracleTables}; {@code s} is the span asked about. */
record QuestionSql(OracleTables tables) {

  /** Where the parts of a value are found. */
  private record Names(String type, String text, String number, String tokens) {
    private static final Names ITEM = new Names("type", "text", "number", "NULL");

    static Names of(CanonicalField field) {
      String type =
          switch (field.type()) {
            case TEXT -> "'S'";
            case BOOL -> "'B'";
            case NUMBER ->
                "CASE WHEN regexp_full_match(s.f_%s, '-?[0-9]+') THEN 'L' ELSE 'D' END"
                    .formatted(field);
          };
      return new Names(
          type,
          "s.f_" + field,
          field.type() == FieldType.NUMBER ? "s.n_" + field : "NULL::DOUBLE",
          OracleTables.TOKENS.contains(field) ? "s.k_" + field : "NULL");
    }
  }

  /** Whether a span is in the range, visible and passes. */
  String where(TimeRange range, QueryScope scope, Filter filter) {
    return "s.start_time >= %d AND s.start_time < %d AND %s AND %s"
        .formatted(range.fromUnixNano(), range.toUnixNano(), test(scope.visible()), test(filter));
  }

  /** A condition that is true or false, never null. */
  String test(Filter filter) {
    return switch (filter) {
      case Filter.Eq(Field field, AttributeValue value) ->
          any(field, names -> equal(names, List.of(value)));
      case Filter.In(Field field, List<AttributeValue> values) ->
          any(field, names -> equal(names, values));
      case Filter.Exists(Field field) -> any(field, _ -> "true");
      case Filter.NumberRange(Field field, Double atLeast, Double below) ->
          any(
              field,
              names ->
                  names.number
                      + " IS NOT NULL"
                      + (atLeast == null ? "" : " AND " + names.number + " >= " + real(atLeast))
                      + (below == null ? "" : " AND " + names.number + " < " + real(below)));
      case Filter.Prefix(Field field, String prefix) ->
          any(
              field,
              names -> isText(names) + "starts_with(" + names.text + ", " + text(prefix) + ")");
      case Filter.Phrase(Field field, String phrase) ->
          any(
              field,
              names ->
                  isText(names)
                      + "contains("
                      + names.tokens
                      + ", "
                      + text(OracleTables.tokens(phrase))
                      + ")");
      case Filter.Substring(Field field, String part) ->
          any(field, names -> isText(names) + "contains(" + names.text + ", " + text(part) + ")");
      case Filter.Regex(Field field, String pattern) ->
          any(
              field,
              names -> isText(names) + "regexp_matches(" + names.text + ", " + text(pattern) + ")");
      case Filter.And(List<Filter> filters) -> join(filters, " AND ", "true");
      case Filter.Or(List<Filter> filters) -> join(filters, " OR ", "false");
      case Filter.Not(Filter inner) -> "(NOT " + test(inner) + ")";
      case Filter.TraceTenant _, Filter.OfTraces _ ->
          throw new IllegalArgumentException("not a question of one row: " + filter);
    };
  }

  private String join(List<Filter> filters, String word, String none) {
    return filters.isEmpty()
        ? none
        : filters.stream().map(this::test).collect(Collectors.joining(word, "(", ")"));
  }

  private static String isText(Names names) {
    return names.type + " = 'S' AND ";
  }

  private static String equal(Names names, List<AttributeValue> values) {
    return values.isEmpty()
        ? "false"
        : values.stream()
            .map(Cell::scalar)
            .map(cell ->
                "(%s = '%s' AND %s = %s)"
                    .formatted(names.type, cell.type(), names.text, text(cell.text())))
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String any(Field field, Function<Names, String> condition) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) ->
          "coalesce(s.f_%s IS NOT NULL AND (%s), false)"
              .formatted(canonical, condition.apply(Names.of(canonical)));
      case Field.Attribute(Field.Origin origin, String name) -> {
        int key = tables.key(name);
        String passing = "key = %d AND type <> 'E' AND coalesce(%s, false)";
        String test = passing.formatted(key, condition.apply(Names.ITEM));
        String item = "s.row_no IN (SELECT row_no FROM items WHERE %s)".formatted(test);
        yield switch (origin) {
          case ITEM -> item;
          case RESOURCE, SCOPE -> inContext(origin, test);
          case ANY ->
              "(%s OR (%s AND s.row_no NOT IN (SELECT row_no FROM items WHERE key = %d)))"
                  .formatted(item, inContext(Field.Origin.RESOURCE, test), key);
        };
      }
      case Field.Dimension _ -> throw new IllegalArgumentException("no field of a span");
    };
  }

  private static String inContext(Field.Origin origin, String test) {
    return "s.context IN (SELECT context FROM contexts WHERE origin = '%s' AND %s)"
        .formatted(origin, test);
  }

  /** Every value of a field, an element a line: row_no, type, text, number. */
  String values(Field field) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) -> {
        Names names = Names.of(canonical);
        yield "SELECT s.row_no, %s AS type, %s AS text, %s AS number FROM spans s WHERE %s IS NOT NULL"
            .formatted(names.type, names.text, names.number, names.text);
      }
      case Field.Attribute(Field.Origin origin, String name) -> {
        int key = tables.key(name);
        String items =
            "SELECT row_no, type, text, number FROM items WHERE key = %d AND type <> 'E'"
                .formatted(key);
        yield switch (origin) {
          case ITEM -> items;
          case RESOURCE, SCOPE -> contextValues(origin, key);
          case ANY ->
              items
                  + " UNION ALL "
                  + contextValues(Field.Origin.RESOURCE, key)
                  + " AND s.row_no NOT IN (SELECT row_no FROM items WHERE key = "
                  + key
                  + ")";
        };
      }
      case Field.Dimension _ -> throw new IllegalArgumentException("no field of a span");
    };
  }

  /**
   * Every value of every attribute, the item's before its resource's: row_no, field, type, text.
   */
  String everyValue() {
    return """
    SELECT row_no, key AS field, type, text FROM items WHERE type <> 'E'
    UNION ALL
    SELECT s.row_no, c.key, c.type, c.text FROM spans s JOIN contexts c ON s.context = c.context
    WHERE c.origin = 'RESOURCE' AND c.type <> 'E'
    AND NOT EXISTS (SELECT 1 FROM items i WHERE i.row_no = s.row_no AND i.key = c.key)
    """;
  }

  private static String contextValues(Field.Origin origin, int key) {
    return ("SELECT s.row_no, c.type, c.text, c.number FROM spans s JOIN contexts c"
            + " ON s.context = c.context WHERE c.origin = '%s' AND c.key = %d AND c.type <> 'E'")
        .formatted(origin, key);
  }

  static String text(String text) {
    StringBuilder literal = new StringBuilder("'");
    literal.append(text.replace("'", "''"));
    return literal.append('\'').toString();
  }

  static String real(double number) {
    return "'" + number + "'::DOUBLE";
  }
}
