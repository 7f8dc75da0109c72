package io.midwatch.query.promql.syntax;

/** The kinds of words of the language. Keywords are identifiers: most may name a metric too. */
enum TokenKind {
  END(""),
  IDENTIFIER(""),
  NUMBER(""),
  DURATION(""),
  STRING(""),
  LEFT_PAREN("("),
  RIGHT_PAREN(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  COMMA(","),
  COLON(":"),
  AT("@"),
  EQUAL("="),
  NOT_EQUAL("!="),
  MATCHES("=~"),
  NOT_MATCHES("!~"),
  SAME("=="),
  LESS("<"),
  LESS_EQUAL("<="),
  GREATER(">"),
  GREATER_EQUAL(">="),
  TRIM_UPPER("</"),
  TRIM_LOWER(">/"),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  POWER("^");

  private final String symbol;

  TokenKind(String symbol) {
    this.symbol = symbol;
  }

  /** How it is written, empty for a kind of many spellings. */
  String symbol() {
    return symbol;
  }

  boolean isOperator() {
    return ordinal() >= EQUAL.ordinal();
  }
}
