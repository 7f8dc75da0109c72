package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.answer.Values;
import org.jspecify.annotations.Nullable;

/**
 * Values as keyword terms. Equal values have equal terms, whatever their type, and a long text is
 * cut and followed by its fingerprint, so that no term is longer than the server takes.
 *
 * <pre>
 * checkout   scheckout        5.0   l5        true   btrue
 * 2.5        d2.5             {…}   mFINGERPRINT
 * attribute http.route of the item or its resource:   ahttp.route ␀ s/pay
 * number 250 of the same key, sorting like numbers:   ahttp.route ␀ c06f400000000000
 * </pre>
 */
public final class Terms {
  /** What an attribute's term starts with: the item's attributes, then its resource's. */
  public static final char ANY = 'a';

  /** An attribute of the resource that the item has too, so that it is no {@link #ANY}. */
  public static final char SHADOWED = 'r';

  public static final char SCOPE = 's';

  /** A canonical field, where it is named in a term. */
  public static final char CANONICAL = 'c';

  /** Characters of a text that are in a term; the rest is only in its fingerprint. */
  public static final int LONGEST_TEXT = 1000;

  private static final int LONGEST_KEY = 256;
  private static final char END = '\0';

  private Terms() {}

  /** The term of a value; null when it stands for nothing or for several values. */
  public static @Nullable String of(AttributeValue value) {
    return switch (Values.normal(value)) {
      case StringValue(String text) -> ofText(text);
      case BoolValue(boolean truth) -> "b" + truth;
      case LongValue(long whole) -> "l" + whole;
      case DoubleValue(double number) -> "d" + number;
      case BytesValue bytes -> "y" + cut(bytes.text());
      case MapValue map -> "m" + Fingerprint.of(map);
      case ArrayValue _, EmptyValue _ -> null;
    };
  }

  public static String ofText(String text) {
    return "s" + cut(text);
  }

  /** The value of a term, null when the term does not hold all of it. */
  public static @Nullable AttributeValue valueOf(String term) {
    String text = term.substring(1);
    return switch (term.charAt(0)) {
      case 's' -> text.length() > LONGEST_TEXT ? null : AttributeValue.of(text);
      case 'b' -> AttributeValue.of(Boolean.parseBoolean(text));
      case 'l' -> AttributeValue.of(Long.parseLong(text));
      case 'd' -> AttributeValue.of(Double.parseDouble(text));
      default -> null;
    };
  }

  /** What all terms of an attribute start with. */
  public static String prefix(char origin, String key) {
    return origin + key(key) + END;
  }

  /** The key as it stands in terms. */
  public static String key(String key) {
    boolean plain = key.length() <= LONGEST_KEY && key.indexOf(END) < 0;
    return plain ? key : END + Fingerprint.ofTexts(key);
  }

  /** A label of a series. */
  public static String label(String name, String value) {
    return key(name) + END + ofText(value);
  }

  /** A number as hex digits that sort like it; zero has one spelling. */
  public static String sortable(double number) {
    long bits = Double.doubleToLongBits(number + 0.0);
    long sorted = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    return java.util.HexFormat.of().toHexDigits(sorted);
  }

  /** The start of a text that is in its term. */
  public static String start(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
    return text.substring(0, splitsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : start(text) + END + Fingerprint.ofTexts(text);
  }
}
