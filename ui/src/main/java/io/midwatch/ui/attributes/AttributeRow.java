package io.midwatch.ui.attributes;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One attribute: {@code ("http.response.status_code", "int", "502")}.
 *
 * @param type the kind it was sent as; empty for plain text, which needs no mention
 */
public record AttributeRow(String key, String type, String value) {
  /** Longer values are cut, so that one line of a page stays bounded. */
  private static final int LONGEST = 10_000;

  /** Names up to here fit into the narrowest column, 96 px, and need no places to break. */
  private static final int SHORT = 12;

  private static final int MOST_PARTS = 12;

  /** Rows by key. */
  public static List<AttributeRow> of(Attributes attributes) {
    List<AttributeRow> rows = new ArrayList<>();
    attributes.forEach((key, value) -> rows.add(of(key, value)));
    rows.sort(Comparator.comparing(AttributeRow::key));
    return rows;
  }

  /** One row; the value is cut at 10,000 characters and says so. */
  public static AttributeRow of(String key, AttributeValue value) {
    return new AttributeRow(key, type(value), cut(value.text()));
  }

  /** The text, or its first 10,000 characters and a remark. */
  public static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
  }

  /**
   * The name in parts that may stand on lines of their own, {@code ["http.", "response.",
   * "status_", "code"]}: cut behind dots, underscores, slashes and hyphens. A short name, and what
   * follows the {@value #MOST_PARTS}th part, is whole.
   */
  public List<String> keyParts() {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 1; i < key.length() && key.length() > SHORT && parts.size() < MOST_PARTS; i++) {
      if (isBreak(key.charAt(i - 1)) && !isBreak(key.charAt(i))) {
        parts.add(key.substring(start, i));
        start = i;
      }
    }
    parts.add(key.substring(start));
    return parts;
  }

  private static boolean isBreak(char c) {
    return c == '.' || c == '_' || c == '/' || c == '-';
  }

  /** Whether the value needs lines of its own: a stack trace, a statement. */
  public boolean tall() {
    return value.length() > 100 || value.indexOf('\n') >= 0;
  }

  private static String type(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue _ -> "";
      case AttributeValue.BoolValue _ -> "bool";
      case AttributeValue.LongValue _ -> "int";
      case AttributeValue.DoubleValue _ -> "double";
      case AttributeValue.BytesValue _ -> "bytes";
      case AttributeValue.ArrayValue _ -> "array";
      case AttributeValue.MapValue _ -> "map";
      case AttributeValue.EmptyValue _ -> "empty";
    };
  }
}
