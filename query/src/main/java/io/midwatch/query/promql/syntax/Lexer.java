package io.midwatch.query.promql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a query into words.
 *
 * <pre>
 * rate(x{a="b"}[5m])  →  IDENTIFIER rate, (, IDENTIFIER x, {, IDENTIFIER a, =, STRING b, }, [, …
 * </pre>
 */
final class Lexer {
  /** Longer symbols first, so that the first that fits is the one meant. */
  private static final List<TokenKind> SYMBOLS =
      java.util.Arrays.stream(TokenKind.values())
          .filter(kind -> !kind.symbol().isEmpty())
          .sorted((a, b) -> b.symbol().length() - a.symbol().length())
          .toList();

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean inBraces;
  private boolean inBrackets;

  private Lexer(String text) {
    this.text = text;
  }

  /**
   * The words in order, {@link TokenKind#END} last.
   *
   * @throws SyntaxException at a character or number that is none
   */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(TokenKind.END, "", text.length());
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void next() {
    char c = text.charAt(at);
    int start = at;
    if (isLetter(c) || c == ':' && !inBrackets && !inBraces) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      add(TokenKind.IDENTIFIER, text.substring(start, at), start);
    } else if (isDigit(c) || c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      number();
    } else if (c == '"' || c == '\'' || c == '`') {
      string(c);
    } else {
      symbol();
    }
  }

  private void symbol() {
    for (TokenKind kind : SYMBOLS) {
      // Inside braces a matcher's "=" may be followed by anything, and "==" is none there.
      if (text.startsWith(kind.symbol(), at)) {
        int start = at;
        at += kind.symbol().length();
        track(kind);
        add(kind, kind.symbol(), start);
        return;
      }
    }
    int c = text.codePointAt(at);
    String where = inBraces ? " inside braces" : inBrackets ? " in duration expression" : "";
    throw error("unexpected character" + where + ": '" + Character.toString(c) + "'", at, at + 1);
  }

  private void track(TokenKind kind) {
    switch (kind) {
      case LEFT_BRACE -> inBraces = true;
      case RIGHT_BRACE -> inBraces = false;
      case LEFT_BRACKET -> inBrackets = true;
      case RIGHT_BRACKET -> inBrackets = false;
      default -> {}
    }
  }

  private void number() {
    int start = at;
    if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
      at += 2;
      skip("0123456789abcdefABCDEF_");
    } else {
      skip("0123456789_");
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        skip("0123456789_");
      }
      exponent();
    }
    if (at < text.length() && isNamePart(text.charAt(at)) && text.charAt(at) != ':') {
      while (at < text.length() && isNamePart(text.charAt(at)) && text.charAt(at) != ':') {
        at++;
      }
      String word = text.substring(start, at);
      checkDuration(word, start);
      add(TokenKind.DURATION, word, start);
    } else {
      String word = text.substring(start, at);
      if (Numbers.parse(word) == null) {
        throw error("bad number or duration syntax: " + Quoting.quote(word), start, at);
      }
      add(TokenKind.NUMBER, word, start);
    }
  }

  private void exponent() {
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int before = at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int digits = at;
      skip("0123456789_");
      if (digits == at) {
        at = before;
      }
    }
  }

  private void checkDuration(String word, int start) {
    try {
      Durations.parse(word);
    } catch (IllegalArgumentException none) {
      boolean tooLong = Durations.TOO_LONG.equals(none.getMessage());
      throw error(
          tooLong ? Durations.TOO_LONG : "bad number or duration syntax: " + Quoting.quote(word),
          start,
          at);
    }
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void string(char quote) {
    int start = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\n' && quote != '`') {
        throw error("unterminated quoted string", start, at);
      }
      at += text.charAt(at) == '\\' && quote != '`' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw error(
          quote == '`' ? "unterminated raw string" : "unterminated quoted string", start, at);
    }
    String inner = text.substring(start + 1, at++);
    String meaning = quote == '`' ? inner : Quoting.unescape(inner, quote);
    if (meaning == null) {
      throw error("error unquoting string " + Quoting.quote(inner), start, at);
    }
    add(TokenKind.STRING, meaning, start);
  }

  private void add(TokenKind kind, String word, int start) {
    tokens.add(new Token(kind, word, new TextRange(start, at)));
  }

  private SyntaxException error(String problem, int start, int end) {
    return new SyntaxException(problem, new TextRange(start, end), text);
  }

  private boolean isNamePart(char c) {
    return isLetter(c) || isDigit(c) || c == ':' && !inBrackets && !inBraces;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
