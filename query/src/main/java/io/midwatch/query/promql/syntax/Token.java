package io.midwatch.query.promql.syntax;

import java.util.Locale;

/**
 * One word of a query.
 *
 * @param text as written; of a string what it means, without quotes and escapes
 */
record Token(TokenKind kind, String text, TextRange range) {
  boolean is(TokenKind wanted) {
    return kind == wanted;
  }

  /** Whether it is this keyword, in any case. */
  boolean isWord(String lowercase) {
    return kind == TokenKind.IDENTIFIER && text.equalsIgnoreCase(lowercase);
  }

  String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** How an error message names it. */
  String describe() {
    return switch (kind) {
      case END -> "end of input";
      case IDENTIFIER ->
          Keywords.isReserved(lower()) ? "<" + lower() + ">" : "identifier \"" + text + "\"";
      case NUMBER -> "number \"" + text + "\"";
      case DURATION -> "duration \"" + text + "\"";
      case STRING -> "string " + Quoting.quote(text);
      default -> kind.isOperator() ? "<op:" + text + ">" : "\"" + text + "\"";
    };
  }
}
