package io.midwatch.derive.statement;

import java.util.Locale;

/**
 * SQL without its values: texts, numbers and blobs become {@code ?}, comments go, blanks become
 * one, lists of values have one and rows of values one row. Names keep their case and quotes;
 * booleans, NULL and parameters stay. Numbered parameters of a text with a list become {@code ?},
 * for their numbers depend on its length. Applying it twice changes nothing. One pass; time and
 * memory are bounded whatever the text.
 *
 * <pre>
 * select "Id" from cart where owner = 'O''Neil' and n > -1.5e3 -- hot
 *   → select "Id" from cart where owner = ? and n > ?
 * DELETE FROM cart WHERE id IN ($1, $2, $3) AND n = $4   → DELETE FROM cart WHERE id IN (?) AND n = ?
 * INSERT INTO cart (id, n) VALUES (1, 'a'), (2, 'b')     → INSERT INTO cart (id, n) VALUES (?, ?)
 * </pre>
 */
final class SqlTemplate {
  /** Characters of a text that are looked at. */
  static final int MOST_READ = 32_768;

  /** Characters of a template. */
  static final int MOST_KEPT = 2_000;

  private static final int MOST_GROUPS = 64;

  private final String text;
  private final int end;
  private final boolean quotesAreTexts;
  private final boolean numbersGo;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean numbered;
  private boolean shortened;

  // by depth of parentheses, as far as these are looked at
  private final int[] opened = new int[MOST_GROUPS + 1]; // where the group starts in out
  private final int[] lastEnd = new int[MOST_GROUPS + 1]; // where the group before it ended
  private final boolean[] list = new boolean[MOST_GROUPS + 1];
  private final boolean[] rows = new boolean[MOST_GROUPS + 1]; // groups at this depth are rows
  private int depth;

  private SqlTemplate(String text, boolean quotesAreTexts, boolean numbersGo) {
    this.text = text;
    this.end = Math.min(text.length(), MOST_READ);
    this.quotesAreTexts = quotesAreTexts;
    this.numbersGo = numbersGo;
    lastEnd[0] = -1;
  }

  /**
   * @param quotesAreTexts whether double quotes hold texts, not names
   */
  static String of(String sql, boolean quotesAreTexts) {
    SqlTemplate first = new SqlTemplate(sql, quotesAreTexts, false);
    String template = first.template();
    return first.numbered && first.shortened
        ? new SqlTemplate(sql, quotesAreTexts, true).template()
        : template;
  }

  private String template() {
    while (at < end && out.length() < MOST_KEPT) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        blank();
        at++;
      } else if (c == '-' && next() == '-' || c == '#' && quotesAreTexts) {
        lineComment();
      } else if (c == '/' && next() == '*') {
        blockComment();
      } else if (c == '\'' || c == '"' && quotesAreTexts) {
        quoted(c, quotesAreTexts);
        value();
      } else if (c == '"' || c == '`') {
        name(c);
      } else if (c == '$' && dollarText()) {
        value();
      } else if (isNumberStart(c)) {
        number();
        value();
      } else if (isParameterMark(c)) {
        parameter();
      } else if (isInWord(c)) {
        word();
      } else {
        at++;
        mark(c);
      }
    }
    return finished();
  }

  private String finished() {
    for (int level = depth; level > 0; level--) {
      if (isFurtherRow(level)) { // a row that was cut off
        out.setLength(lastEnd[level - 1]);
      }
    }
    out.setLength(Math.min(out.length(), MOST_KEPT));
    int length = out.length();
    while (length > 0 && " ;".indexOf(out.charAt(length - 1)) >= 0) {
      length--;
    }
    out.setLength(length);
    return out.toString();
  }

  private char next() {
    return at + 1 < end ? text.charAt(at + 1) : 0;
  }

  private char last() {
    int length = out.length();
    return length == 0 ? 0 : out.charAt(length - 1);
  }

  /** The character before the blank, 0 at the start. */
  private char lastMark() {
    int length = out.length();
    if (length > 0 && out.charAt(length - 1) == ' ') {
      length--;
    }
    return length == 0 ? 0 : out.charAt(length - 1);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == 0x7f || Character.isWhitespace(c) || Character.isISOControl(c);
  }

  private void blank() {
    if (!out.isEmpty() && last() != ' ') {
      out.append(' ');
    }
  }

  private void lineComment() {
    while (at < end && text.charAt(at) != '\n') {
      at++;
    }
    blank();
  }

  /** They nest in some databases and in none a text looks different without what is inside. */
  private void blockComment() {
    int open = 0;
    do {
      char c = text.charAt(at);
      if (c == '/' && next() == '*') {
        open++;
        at += 2;
      } else if (c == '*' && next() == '/') {
        open--;
        at += 2;
      } else {
        at++;
      }
    } while (open > 0 && at < end);
    blank();
  }

  /** Skips to behind the closing quote, or to the end when the text was cut off. */
  private void quoted(char quote, boolean backslashes) {
    at++;
    while (at < end) {
      char c = text.charAt(at++);
      if (c == '\\' && backslashes) {
        at++;
      } else if (c == quote) {
        if (at < end && text.charAt(at) == quote) {
          at++;
        } else {
          return;
        }
      }
    }
    at = Math.min(at, end);
  }

  private void name(char quote) {
    int start = at;
    quoted(quote, false);
    for (int i = start; i < at && out.length() < MOST_KEPT; i++) {
      char c = text.charAt(i);
      out.append(isBlank(c) ? ' ' : c);
    }
  }

  /** {@code $$…$$} and {@code $tag$…$tag$}; false when it begins a parameter or a name. */
  private boolean dollarText() {
    int close = at + 1;
    while (close < end && isInWord(text.charAt(close)) && text.charAt(close) != '$') {
      close++;
    }
    if (close >= end || text.charAt(close) != '$' || isDigit(next())) {
      return false;
    }
    String tag = text.substring(at, close + 1);
    int closing = text.indexOf(tag, close + 1);
    at = closing < 0 || closing >= end ? end : Math.min(end, closing + tag.length());
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean isNumberStart(char c) {
    if (isDigit(c)) {
      return true;
    }
    if (c == '.') {
      return isDigit(next()) && !isInWord(last()) && "\"`)]?.".indexOf(last()) < 0;
    }
    return (c == '-' || c == '+')
        && (isDigit(next()) || next() == '.' && at + 2 < end && isDigit(text.charAt(at + 2)))
        && isSignPossible();
  }

  /** Whether what came before is no operand: then a sign belongs to the number. */
  private boolean isSignPossible() {
    char before = lastMark();
    return before == 0 || "=<>(,+-*/%|&[:!~".indexOf(before) >= 0 || isKeyword(lastWord());
  }

  private static boolean isKeyword(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "SELECT",
          "WHERE",
          "AND",
          "OR",
          "NOT",
          "BETWEEN",
          "THEN",
          "ELSE",
          "WHEN",
          "LIMIT",
          "OFFSET",
          "BY",
          "LIKE",
          "IN",
          "SET",
          "RETURN",
          "DEFAULT",
          "CASE",
          "ON",
          "HAVING",
          "INTERVAL" ->
          true;
      default -> false;
    };
  }

  private String lastWord() {
    int to = out.length();
    while (to > 0 && out.charAt(to - 1) == ' ') {
      to--;
    }
    int from = to;
    while (from > 0 && isInWord(out.charAt(from - 1))) {
      from--;
    }
    return out.substring(from, to);
  }

  /** 12, 1_000, .5, 6.02e-23, 0xFF. */
  private void number() {
    at++;
    while (at < end) {
      char c = text.charAt(at);
      boolean exponent =
          (c == '-' || c == '+')
              && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E')
              && isDigit(next());
      if (!isInWord(c) && c != '.' && !exponent) {
        return;
      }
      at++;
    }
  }

  private static boolean isInWord(char c) {
    return c == '_' || c == '$' || c == '#' || Character.isLetterOrDigit(c);
  }

  /** The start of {@code ?}, {@code ?1}, {@code $1}, {@code :1}, {@code :name}, {@code @name}. */
  private boolean isParameterMark(char c) {
    return switch (c) {
      case '?' -> true;
      case '$' -> isDigit(next()) && !isInWord(last());
      case ':' -> isInWord(next()) && last() != ':' && !isInWord(last());
      case '@' -> isInWord(next()) && last() != '@' && !isInWord(last());
      default -> false;
    };
  }

  private void parameter() {
    int start = at++;
    boolean bare = text.charAt(start) == '?';
    while (at < end && (bare ? isDigit(text.charAt(at)) : isInWord(text.charAt(at)))) {
      at++;
    }
    boolean number = isDigit(text.charAt(at - 1));
    numbered |= number;
    if (isFurtherInList() || isFirstInList() || numbersGo && number) {
      value();
    } else {
      out.append(text, start, at);
    }
  }

  /** A value; one that follows another in a list is left out. */
  private void value() {
    if (isFurtherInList()) {
      shortened = true;
      int length = out.length();
      while (out.charAt(length - 1) != '?') {
        length--;
      }
      out.setLength(length);
    } else {
      shortened |= isFirstInList();
      out.append('?');
    }
  }

  private boolean isFirstInList() {
    char before = lastMark();
    return isInList() && (before == '(' || before == '[');
  }

  private boolean isFurtherInList() {
    int length = out.length();
    while (length > 0 && out.charAt(length - 1) == ' ') {
      length--;
    }
    if (!isInList() || length == 0 || out.charAt(length - 1) != ',') {
      return false;
    }
    length--;
    while (length > 0 && out.charAt(length - 1) == ' ') {
      length--;
    }
    return length > 0 && out.charAt(length - 1) == '?';
  }

  private boolean isInList() {
    return depth > 0 && depth <= MOST_GROUPS && list[depth];
  }

  private void word() {
    int start = at;
    while (at < end && isInWord(text.charAt(at))) {
      at++;
    }
    if (at < end && text.charAt(at) == '\'' && isPrefix(start)) {
      quoted('\'', quotesAreTexts || "eE".indexOf(text.charAt(start)) >= 0);
      value();
    } else {
      out.append(text, start, at);
    }
  }

  /** Of a text: {@code N'…'}, {@code E'…'}, {@code X'…'}, {@code B'…'}, {@code _utf8'…'}. */
  private boolean isPrefix(int start) {
    char first = text.charAt(start);
    return at - start == 1 && "nNeExXbBrR".indexOf(first) >= 0 || first == '_';
  }

  private void mark(char c) {
    switch (c) {
      case '(', '[' -> open(c);
      case ')', ']' -> close(c);
      default -> out.append(c);
    }
  }

  private void open(char c) {
    String before = lastWord();
    if (depth <= MOST_GROUPS) {
      boolean values = before.equalsIgnoreCase("VALUES") || before.equalsIgnoreCase("VALUE");
      rows[depth] = values || (rows[depth] || isInList()) && followsGroup(depth, out.length());
      lastEnd[depth] = values ? -1 : lastEnd[depth];
    }
    depth++;
    if (depth <= MOST_GROUPS) {
      opened[depth] = out.length();
      list[depth] = c == '[' || before.equalsIgnoreCase("IN");
      rows[depth] = false;
      lastEnd[depth] = -1;
    }
    out.append(c);
  }

  private void close(char c) {
    out.append(c);
    if (depth == 0) {
      return;
    }
    int level = depth--;
    if (isFurtherRow(level)) {
      out.setLength(lastEnd[level - 1]);
      shortened = true;
    } else if (level <= MOST_GROUPS) {
      lastEnd[level - 1] = out.length();
    }
  }

  /** Whether the group at this level is a row behind another. */
  private boolean isFurtherRow(int level) {
    return level <= MOST_GROUPS && rows[level - 1] && followsGroup(level - 1, opened[level]);
  }

  /** Whether nothing but a comma is between the last group within this depth and here. */
  private boolean followsGroup(int within, int here) {
    int from = lastEnd[within];
    return from >= 0 && from <= here && out.substring(from, here).strip().equals(",");
  }
}
