package io.midwatch.derive.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line that says what was thrown.
 *
 * <pre>
 * java.lang.IllegalStateException: cart 17 is empty                     JVM, .NET, Node, Python
 * Exception in thread "main" java.lang.OutOfMemoryError: Java heap      without the thread
 * Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers                     Error
 * PHP Fatal error:  Uncaught Shop\Missing: cart 17 in /srv/Cart.php:17  Shop\Missing
 * panic: runtime error: index out of range [7]                          panic
 * /srv/cart.rb:17:in `total': cart 17 is empty (Shop::Missing)          Shop::Missing
 * </pre>
 */
final class Heading {
  private static final List<String> BEFORE =
      List.of("Uncaught ", "Unhandled exception. ", "Unhandled exception: ", "PHP Fatal error:  ");

  private Heading() {}

  static Thrown of(String printed) {
    String line = withoutBefore(printed.strip());
    int colon = endOfType(line);
    if (colon < 0) {
      return isType(line) ? new Thrown(line, "") : new Thrown("", line);
    }
    String type = line.substring(0, colon);
    int code = type.indexOf(" [");
    return new Thrown(
        code < 0 ? type : type.substring(0, code), withoutPlace(line.substring(colon + 1).strip()));
  }

  /** Of the lines above the frames; a logger may have put its own line before. */
  static Thrown of(List<String> lines) {
    int from = lines.size() - 1;
    while (from > 0 && !isHeading(lines.get(from))) {
      from--;
    }
    if (from < 0) {
      return new Thrown("", "");
    }
    Thrown thrown = of(lines.get(from));
    lines.subList(from + 1, lines.size()).forEach(more -> thrown.message.append(' ').append(more));
    return thrown;
  }

  static @Nullable Thrown ofRuby(String line) {
    int message = line.indexOf("': ");
    int open = line.lastIndexOf(" (");
    if (message < 0 || open < message || !line.endsWith(")") || line.indexOf(":in ") < 0) {
      return null;
    }
    return new Thrown(
        line.substring(open + 2, line.length() - 1), line.substring(message + 3, open));
  }

  private static boolean isHeading(String printed) {
    String line = withoutBefore(printed);
    int colon = endOfType(line);
    String type = colon < 0 ? line : line.substring(0, colon);
    return isType(type)
        && (type.equals("panic")
            || type.contains("Exception")
            || type.contains("Error")
            || type.contains("Throwable")
            || type.contains("Failure")
            || type.indexOf('.') > 0
            || type.indexOf('\\') > 0);
  }

  /** The colon behind the type; -1 when the line does not begin with one. */
  private static int endOfType(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0 && line.endsWith(":")) {
      colon = line.length() - 1;
    }
    return colon > 0 && isType(line.substring(0, colon)) ? colon : -1;
  }

  /** {@code a.b.C$D}, {@code Shop\Missing}, {@code Shop::Missing}, {@code Error [CODE]}. */
  private static boolean isType(String text) {
    int code = text.endsWith("]") ? text.indexOf(" [") : -1;
    int end = code < 0 ? text.length() : code;
    if (end == 0 || end > 200 || !Character.isLetter(text.charAt(0)) && text.charAt(0) != '\\') {
      return false;
    }
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "._$\\:/-`+".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String withoutBefore(String line) {
    String rest = line;
    if (rest.startsWith("Exception in thread \"")) {
      int close = rest.indexOf("\" ", 21);
      rest = close < 0 ? rest : rest.substring(close + 2);
    }
    for (String before : BEFORE) {
      if (rest.startsWith(before)) {
        rest = rest.substring(before.length());
      }
    }
    return rest.startsWith("Uncaught ") ? rest.substring(9) : rest;
  }

  /** PHP ends with the place: {@code … in /srv/Cart.php:17}. */
  private static String withoutPlace(String message) {
    int in = message.lastIndexOf(" in ");
    return in > 0 && message.indexOf(".php:", in) > 0 ? message.substring(0, in) : message;
  }
}
