package io.midwatch.query.promql.function;

import com.google.re2j.Matcher;

/** Fills {@code $1}, {@code ${name}} and {@code $$} of a replacement, with the rules of Go. */
final class Replacement {
  private Replacement() {}

  /** An unknown group is the empty text; a lone dollar stays. */
  static String expand(String template, Matcher matcher) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i++);
      if (c != '$' || i == template.length()) {
        text.append(c);
      } else if (template.charAt(i) == '$') {
        text.append('$');
        i++;
      } else {
        boolean braced = template.charAt(i) == '{';
        int start = braced ? i + 1 : i;
        int end = start;
        while (end < template.length() && isName(template.charAt(end))) {
          end++;
        }
        boolean closed = !braced || end < template.length() && template.charAt(end) == '}';
        if (end == start || !closed) {
          text.append('$');
        } else {
          text.append(group(template.substring(start, end), matcher));
          i = braced ? end + 1 : end;
        }
      }
    }
    return text.toString();
  }

  private static boolean isName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(String name, Matcher matcher) {
    String value = null;
    if (name.chars().allMatch(Character::isDigit)) {
      int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
      value = number <= matcher.groupCount() ? matcher.group(number) : null;
    } else if (matcher.pattern().namedGroups().containsKey(name)) {
      value = matcher.group(name);
    }
    return value == null ? "" : value;
  }
}
