package io.midwatch.model;

import java.util.Set;

/**
 * The part of a message that stays the same from one occurrence to the next. Everything that looks
 * like a value becomes {@code *}; control characters and runs of blanks become one blank. Applying
 * it twice changes nothing. Time and memory are bounded whatever the text.
 *
 * <pre>
 * Order 4711 of 'ann' not found                        → Order * of * not found
 * Timeout after 1500ms at 2026-03-01T10:00:00Z         → Timeout after * at *
 * Connect to db-1.prod:5432 [db-1/10.0.0.7] refused    → Connect to * refused
 * cart{id=7, owner=ann@shop.example} is empty          → cart{id=*, owner=*} is empty
 * no rows in [1, 2, 3]                                 → no rows in *
 * </pre>
 *
 * A value is a number, anything in quotes, a word with a digit in it, a path, a URL, an address, an
 * email, what follows an equals sign, and names of days and months.
 */
public final class MessageTemplate {
  /** Characters of a message that are looked at. */
  public static final int MOST_READ = 1_024;

  /** Characters of a template. */
  public static final int MOST_KEPT = 300;

  /** Stands for any value. */
  public static final char VALUE = '*';

  /** A quotation is not longer than this: an apostrophe is no opening quote. */
  private static final int LONGEST_QUOTATION = 256;

  private static final Set<String> CALENDAR =
      Set.of(
          "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mon",
          "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "UTC", "GMT", "CET", "CEST", "AM", "PM");

  /** What stands between the values of a list. */
  private static final String SEPARATORS = " ,;|";

  private final String text;
  private final int end;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private MessageTemplate(String text) {
    this.text = text;
    this.end = Math.min(text.length(), MOST_READ);
  }

  public static String of(String message) {
    return new MessageTemplate(message).template();
  }

  private String template() {
    while (at < end && out.length() < MOST_KEPT) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        blank();
        at++;
      } else if (isOpeningQuote(c) && quotation(c)) {
        continue;
      } else if (isWordStart(c) || isSign(c)) {
        word();
      } else if (c == '=') {
        out.append(c);
        at++;
        assigned();
      } else {
        at++;
        mark(c);
      }
    }
    if (out.length() > MOST_KEPT) {
      out.setLength(MOST_KEPT);
    }
    int length = out.length();
    while (length > 0 && out.charAt(length - 1) == ' ') {
      length--;
    }
    out.setLength(length);
    return out.toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == 0x7f || Character.isWhitespace(c) || Character.isISOControl(c);
  }

  private void blank() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  /** An address in brackets, and a list, is a value as a bare one is; so is the port behind it. */
  private void mark(char c) {
    int length = out.length();
    boolean behindValue = length > 0 && out.charAt(length - 1) == VALUE;
    if (c == ']' && behindValue && length > 1 && out.charAt(length - 2) == '[') {
      out.setLength(length - 2);
      value();
    } else if (!(c == ':' && behindValue && at < end && isDigit(text.charAt(at)))) {
      out.append(c);
    }
  }

  /** A value; values in a row are one, so that a list is as long as any other. */
  private void value() {
    int length = out.length();
    int last = length;
    while (last > 0 && SEPARATORS.indexOf(out.charAt(last - 1)) >= 0) {
      last--;
    }
    if (last > 0 && last < length && out.charAt(last - 1) == VALUE) {
      out.setLength(last);
    } else if (last == 0 || out.charAt(length - 1) != VALUE) {
      out.append(VALUE);
    }
  }

  private boolean isOpeningQuote(char c) {
    boolean quote = c == '\'' || c == '"' || c == '`' || c == '\u00ab' || c == '\u201c';
    return quote && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  /** Skips to behind the closing quote; false when there is none near. */
  private boolean quotation(char opening) {
    char closing =
        switch (opening) {
          case '\u00ab' -> '\u00bb';
          case '\u201c' -> '\u201d';
          case '`' -> '\'';
          default -> opening;
        };
    int last = Math.min(end, at + LONGEST_QUOTATION);
    for (int i = at + 1; i < last; i++) {
      char c = text.charAt(i);
      boolean closes = c == closing || c == opening;
      if (closes && (i + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(i + 1)))) {
        at = i + 1;
        value();
        return true;
      }
    }
    return false;
  }

  private static boolean isWordStart(char c) {
    return Character.isLetterOrDigit(c) || c == '/' || c == '\\' || c == '_' || c == '~';
  }

  /** A sign of a number, not a hyphen. */
  private boolean isSign(char c) {
    return (c == '-' || c == '+')
        && at + 1 < end
        && isDigit(text.charAt(at + 1))
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What belongs to a word, a number, a path, an address or a URL. */
  private static boolean isInWord(char c) {
    return Character.isLetterOrDigit(c)
        || switch (c) {
          case '/', '\\', '_', '~', '.', ':', '-', '@', '%', '+', '$', '#', '&', '?' -> true;
          default -> false;
        };
  }

  private void word() {
    int start = at;
    boolean digit = false;
    boolean slash = false;
    boolean mail = false;
    boolean hex = true;
    while (at < end && (isInWord(text.charAt(at)) || slash && text.charAt(at) == '=')) {
      char c = text.charAt(at++);
      digit |= isDigit(c);
      hex &= c >= 'a' && c <= 'f' || isDigit(c);
      slash |= c == '/' || c == '\\';
      mail |= c == '@';
    }
    while (at > start + 1 && ".:-?".indexOf(text.charAt(at - 1)) >= 0) {
      at--; // punctuation behind the word
    }
    int length = at - start;
    if (digit || mail || slash && length > 1 || hex && length >= 8) {
      value();
    } else if (length <= 4 && CALENDAR.contains(text.substring(start, at))) {
      value();
    } else if (isUnitOfNumber(start)) {
      return; // 1500 ms is one value, as 1500ms is
    } else {
      out.append(text, start, at);
    }
  }

  private boolean isUnitOfNumber(int start) {
    int length = out.length();
    return length > 1
        && out.charAt(length - 1) == ' '
        && out.charAt(length - 2) == VALUE
        && switch (text.substring(start, Math.min(at, start + 13))) {
          case "ms",
              "s",
              "us",
              "ns",
              "milliseconds",
              "millis",
              "seconds",
              "bytes",
              "B",
              "KB",
              "MB" ->
              dropBlank();
          default -> false;
        };
  }

  private boolean dropBlank() {
    out.setLength(out.length() - 1);
    return true;
  }

  /** What follows an equals sign, up to a blank, comma or closing bracket. */
  private void assigned() {
    int start = at;
    if (at < end && isOpeningQuote(text.charAt(at))) {
      return;
    }
    while (at < end && !isBlank(text.charAt(at)) && ",;)}]&=>\"'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at > start) {
      out.append(VALUE);
    }
  }
}
