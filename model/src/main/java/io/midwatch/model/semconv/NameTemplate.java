package io.midwatch.model.semconv;

import org.jspecify.annotations.Nullable;

/**
 * Replaces what looks like an identifier in a name or path by {@code {id}}, so that a name stands
 * for an operation and not for one call of it. Applying it twice changes nothing.
 *
 * <pre>
 * GET /orders/4711/items                            → GET /orders/{id}/items
 * /users/7f3c1b2e-91aa-4c0e-8b7d-0123456789ab       → /users/{id}
 * report-2024 of deadbeef01                         → report-{id} of {id}
 * /v1/checkout                                      → /v1/checkout
 * </pre>
 *
 * An identifier is a number, a UUID, a run of at least 8 hex digits among them a decimal one, or a
 * run of at least 16 letters and digits among them 3 digits.
 */
final class NameTemplate {
  private static final String ID = "{id}";
  private static final int UUID_LENGTH = 36;

  private final String name;
  private @Nullable StringBuilder out;
  private int copied;

  private NameTemplate(String name) {
    this.name = name;
  }

  static String of(String name) {
    return new NameTemplate(name).replaceAll();
  }

  private String replaceAll() {
    int start = 0;
    while (start < name.length()) {
      int end = endOfToken(start);
      if (end > start) {
        replaceToken(start, end);
      }
      start = end + 1;
    }
    return out == null ? name : out.append(name, copied, name.length()).toString();
  }

  /** Tokens are letters, digits, dots, hyphens and underscores. */
  private int endOfToken(int start) {
    int end = start;
    while (end < name.length() && (isWord(name.charAt(end)) || isJoint(name.charAt(end)))) {
      end++;
    }
    return end;
  }

  private void replaceToken(int start, int end) {
    if (isNumber(start, end) || isUuid(start, end)) {
      replace(start, end);
      return;
    }
    int part = start;
    for (int i = start; i <= end; i++) {
      if (i == end || isJoint(name.charAt(i))) {
        if (isOpaque(part, i)) {
          replace(part, i);
        }
        part = i + 1;
      }
    }
  }

  private void replace(int start, int end) {
    if (out == null) {
      out = new StringBuilder(name.length());
    }
    out.append(name, copied, start).append(ID);
    copied = end;
  }

  /** Digits with dots and hyphens between them: 4711, 10.0.0.1, 2024-11-22. */
  private boolean isNumber(int start, int end) {
    if (!isDigit(name.charAt(start)) || !isDigit(name.charAt(end - 1))) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private boolean isUuid(int start, int end) {
    if (end - start != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = name.charAt(start + i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isOpaque(int start, int end) {
    int length = end - start;
    int digits = 0;
    boolean hex = true;
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      digits += isDigit(c) ? 1 : 0;
      hex &= Character.digit(c, 16) >= 0;
    }
    // A number after a dot may be a version (v1.2); isNumber has taken the plain ones.
    boolean number =
        digits == length && length > 0 && (start == 0 || name.charAt(start - 1) != '.');
    return number || hex && length >= 8 && digits > 0 || length >= 16 && digits >= 3;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c > 127;
  }

  private static boolean isJoint(char c) {
    return c == '-' || c == '_' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
