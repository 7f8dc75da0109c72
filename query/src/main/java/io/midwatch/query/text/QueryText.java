package io.midwatch.query.text;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.FieldType;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import java.util.ArrayList;
import java.util.List;

/**
 * The query line of the search pages.
 *
 * <pre>
 * timeout service:payments -http.response.status_code:200 duration>=2s body:/pool .* exhausted/ "read timed out"
 * </pre>
 *
 * Words and quoted phrases are looked for in the text field; {@code field:value}, {@code field>=n},
 * {@code field<n} and {@code field:*} (has a value) on any field; {@code field:abc*} is a prefix,
 * {@code field:/re/} and {@code /re/} an RE2 pattern, {@code ~text} a substring; a minus before a
 * part negates it. All parts must hold.
 */
public final class QueryText {
  private final Field textField;

  /**
   * @param textField where words without a field are looked for
   */
  public QueryText(Field textField) {
    this.textField = textField;
  }

  /** Any text gives a filter: what looks odd is searched for as it stands. */
  public Filter parse(String line) {
    List<Filter> filters = new ArrayList<>();
    for (String part : QueryParts.split(line)) {
      boolean negated = part.length() > 1 && part.startsWith("-");
      Filter filter = part(negated ? part.substring(1) : part);
      filters.add(negated ? Filter.not(filter) : filter);
    }
    return new Filter.And(filters);
  }

  private Filter part(String part) {
    int operator = operatorPosition(part);
    if (operator <= 0) {
      return word(textField, part);
    }
    Field field = Field.named(part.substring(0, operator));
    char symbol = part.charAt(operator);
    boolean orEqual = symbol != ':' && part.startsWith("=", operator + 1);
    String value = part.substring(operator + (orEqual ? 2 : 1));
    return switch (symbol) {
      case '>' -> range(field, value, orEqual ? 0 : 1, true, part);
      case '<' -> range(field, value, orEqual ? 1 : 0, false, part);
      default -> value(field, value);
    };
  }

  private static int operatorPosition(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == '"' || c == '/' || c == '~') {
        return -1;
      }
      if (c == ':' || c == '>' || c == '<') {
        return i + 1 < part.length() ? i : -1;
      }
    }
    return -1;
  }

  private static Filter word(Field field, String word) {
    if (isPattern(word)) {
      return new Filter.Regex(field, word.substring(1, word.length() - 1));
    }
    if (word.startsWith("~") && word.length() > 1) {
      return new Filter.Substring(field, QueryParts.unquote(word.substring(1)));
    }
    return new Filter.Phrase(field, QueryParts.unquote(word));
  }

  private static Filter value(Field field, String value) {
    if (value.equals("*")) {
      return new Filter.Exists(field);
    }
    if (isPattern(value)) {
      return new Filter.Regex(field, value.substring(1, value.length() - 1));
    }
    if (value.startsWith("~") && value.length() > 1) {
      return new Filter.Substring(field, QueryParts.unquote(value.substring(1)));
    }
    if (value.endsWith("*") && !value.startsWith("\"")) {
      return new Filter.Prefix(field, value.substring(0, value.length() - 1));
    }
    return new Filter.In(field, candidates(field, QueryParts.unquote(value)));
  }

  private Filter range(Field field, String text, int up, boolean lower, String whole) {
    Double number = QueryParts.number(text);
    if (number == null) {
      return word(textField, whole);
    }
    double bound = up == 1 ? Math.nextUp(number) : number;
    return lower
        ? new Filter.NumberRange(field, bound, null)
        : new Filter.NumberRange(field, null, bound);
  }

  /** The typed values a text may stand for: free attributes keep the type they were sent with. */
  private static List<AttributeValue> candidates(Field field, String value) {
    List<AttributeValue> values = new ArrayList<>();
    values.add(AttributeValue.of(value));
    if (field instanceof Field.Canonical(CanonicalField canonical)
        && canonical.type() == FieldType.TEXT) {
      return values;
    }
    if (value.equals("true") || value.equals("false")) {
      values.add(AttributeValue.of(Boolean.parseBoolean(value)));
    }
    Double number = QueryParts.number(value);
    if (number != null) {
      values.add(AttributeValue.of(number));
    }
    return values;
  }

  private static boolean isPattern(String text) {
    return text.length() > 2 && text.startsWith("/") && text.endsWith("/");
  }
}
