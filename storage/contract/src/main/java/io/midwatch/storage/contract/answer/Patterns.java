package io.midwatch.storage.contract.answer;

/**
 * Turns a log body into its template: words that hold a digit, long runs of hex digits and quoted
 * texts become {@code <*>}. Only the first line counts, and of it the first 512 characters.
 *
 * <pre>
 * order 4711 paid in 12.5ms by "Ann"     order &lt;*&gt; paid in &lt;*&gt; by &lt;*&gt;
 * </pre>
 */
public final class Patterns {
  private static final String HOLE = "<*>";
  private static final int LONGEST = 512;
  private static final int LONG_HEX = 16;

  private Patterns() {}

  /** The template of a body; empty when its first line is blank. */
  public static String template(String body) {
    String line = firstLine(body);
    StringBuilder template = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      int end = isQuote(c) ? quotedEnd(line, i) : wordEnd(line, i);
      if (end == i) {
        template.append(c);
        i++;
      } else {
        boolean hole = isQuote(c) || varies(line, i, end);
        template.append(hole ? HOLE : line.substring(i, end));
        i = end;
      }
    }
    return template.toString();
  }

  private static String firstLine(String body) {
    int end = 0;
    int limit = Math.min(body.length(), LONGEST);
    while (end < limit && body.charAt(end) != '\n' && body.charAt(end) != '\r') {
      end++;
    }
    return body.substring(0, end).strip();
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** Behind the closing quote, or the start when it is not closed or an apostrophe in a word. */
  private static int quotedEnd(String line, int start) {
    if (start > 0 && Character.isLetterOrDigit(line.charAt(start - 1))) {
      return start;
    }
    int close = line.indexOf(line.charAt(start), start + 1);
    return close < 0 ? start : close + 1;
  }

  private static int wordEnd(String line, int start) {
    int end = start;
    while (end < line.length() && (isWord(line.charAt(end)) || joinsDigits(line, start, end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || Character.isSurrogate(c);
  }

  /** A point or colon between digits: {@code 12.5}, {@code 10:31:07}. */
  private static boolean joinsDigits(String line, int start, int at) {
    char c = line.charAt(at);
    return (c == '.' || c == ':')
        && at > start
        && at + 1 < line.length()
        && Character.isDigit(line.charAt(at - 1))
        && Character.isDigit(line.charAt(at + 1));
  }

  private static boolean varies(String line, int start, int end) {
    boolean hex = end - start >= LONG_HEX;
    for (int i = start; i < end; i++) {
      char c = line.charAt(i);
      if (Character.isDigit(c)) {
        return true;
      }
      hex &= c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' || c == '-';
    }
    return hex;
  }
}
