package io.midwatch.query.promql.syntax;

import org.jspecify.annotations.Nullable;

/** The binary operators; a higher precedence binds more tightly. */
public enum Operator {
  OR("or", 1),
  AND("and", 2),
  UNLESS("unless", 2),
  EQUAL("==", 3),
  NOT_EQUAL("!=", 3),
  GREATER(">", 3),
  LESS("<", 3),
  GREATER_EQUAL(">=", 3),
  LESS_EQUAL("<=", 3),
  TRIM_UPPER("</", 3),
  TRIM_LOWER(">/", 3),
  ADD("+", 4),
  SUBTRACT("-", 4),
  MULTIPLY("*", 5),
  DIVIDE("/", 5),
  MODULO("%", 5),
  ATAN2("atan2", 5),
  POWER("^", 6);

  /** What a sign before an expression binds as tightly as. */
  static final int SIGN_PRECEDENCE = MULTIPLY.precedence;

  private final String symbol;
  private final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  static @Nullable Operator of(Token token) {
    String text = token.is(TokenKind.IDENTIFIER) ? token.lower() : token.kind().symbol();
    for (Operator operator : values()) {
      if (operator.symbol.equals(text)) {
        return operator;
      }
    }
    return null;
  }

  public String symbol() {
    return symbol;
  }

  int precedence() {
    return precedence;
  }

  public boolean isSet() {
    return this == OR || this == AND || this == UNLESS;
  }

  public boolean isComparison() {
    return switch (this) {
      case EQUAL, NOT_EQUAL, GREATER, LESS, GREATER_EQUAL, LESS_EQUAL -> true;
      default -> false;
    };
  }

  /** Cuts a native histogram at a value. */
  public boolean isTrim() {
    return this == TRIM_UPPER || this == TRIM_LOWER;
  }
}
