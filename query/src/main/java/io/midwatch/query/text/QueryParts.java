package io.midwatch.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a query line at spaces outside quotes and slashes, and reads its numbers. */
final class QueryParts {
  private static final Pattern NUMBER = Pattern.compile("(-?\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)?");

  private QueryParts() {}

  static List<String> split(String line) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char closing = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (closing != 0) {
        closing = c == closing ? 0 : closing;
      } else if (c == '"' || (c == '/' && opensPattern(part))) {
        closing = c;
      } else if (Character.isWhitespace(c)) {
        flush(part, parts);
        continue;
      }
      part.append(c);
    }
    flush(part, parts);
    return parts;
  }

  static String unquote(String text) {
    String start = text.startsWith("\"") ? text.substring(1) : text;
    return text.startsWith("\"") && start.endsWith("\"")
        ? start.substring(0, start.length() - 1)
        : start;
  }

  /** A number, a duration with its unit as nanoseconds, or null. */
  static @Nullable Double number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    double factor =
        switch (matcher.group(2)) {
          case "us" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          case "h" -> 3_600e9;
          case null, default -> 1;
        };
    return Double.parseDouble(matcher.group(1)) * factor;
  }

  /** A slash opens a pattern at the start of a part or right after its operator. */
  private static boolean opensPattern(StringBuilder part) {
    return part.isEmpty() || part.charAt(part.length() - 1) == ':' || part.toString().equals("-");
  }

  private static void flush(StringBuilder part, List<String> parts) {
    if (!part.isEmpty()) {
      parts.add(part.toString());
      part.setLength(0);
    }
  }
}
