package io.midwatch.query.promql.syntax;

import org.jspecify.annotations.Nullable;

/** Reads the lengths of time in brackets and after {@code offset}. */
final class DurationParser {
  private final TokenStream tokens;

  DurationParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** A whole expression, as in brackets and parentheses. */
  DurationExpr expression() {
    return binary(Operator.ADD.precedence());
  }

  /** What follows {@code offset}: one value with signs; arithmetic needs parentheses. */
  DurationExpr offset() {
    return signed(false);
  }

  private DurationExpr binary(int least) {
    tokens.deeper();
    DurationExpr left = signed(true);
    Operator operator = operator(least);
    while (operator != null) {
      tokens.next();
      tokens.chained();
      boolean power = operator == Operator.POWER;
      left =
          new DurationExpr.Binary(operator, left, binary(operator.precedence() + (power ? 0 : 1)));
      operator = operator(least);
    }
    tokens.shallower();
    return left;
  }

  private @Nullable Operator operator(int least) {
    return switch (tokens.peek().kind()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> {
        Operator operator = Operator.of(tokens.peek());
        yield operator != null && operator.precedence() >= least ? operator : null;
      }
      default -> null;
    };
  }

  private DurationExpr signed(boolean operand) {
    boolean negative = tokens.peek().is(TokenKind.SUBTRACT);
    if (negative || tokens.peek().is(TokenKind.ADD)) {
      tokens.next();
      DurationExpr inner = operand ? binary(Operator.POWER.precedence()) : signed(false);
      return new DurationExpr.Signed(negative, inner);
    }
    return primary();
  }

  private DurationExpr primary() {
    Token token = tokens.peek();
    switch (token.kind()) {
      case NUMBER -> {
        tokens.next();
        Double value = Numbers.parse(token.text());
        return new DurationExpr.Literal(value == null ? Double.NaN : value, null);
      }
      case DURATION -> {
        tokens.next();
        long millis = Durations.parse(token.text());
        return new DurationExpr.Literal(millis / 1000.0, millis);
      }
      case LEFT_PAREN -> {
        tokens.next();
        DurationExpr inner = expression();
        tokens.require(TokenKind.RIGHT_PAREN, "duration expression");
        return new DurationExpr.Paren(inner);
      }
      case IDENTIFIER -> {
        return function(token);
      }
      default ->
          throw tokens.unexpected("duration expression", "number, duration, step(), or range()");
    }
  }

  private DurationExpr function(Token name) {
    String word = name.lower();
    boolean two = word.equals("min_of") || word.equals("max_of");
    if (!two && !word.equals("step") && !word.equals("range")) {
      throw tokens.unexpected("duration expression", "number, duration, step(), or range()");
    }
    tokens.next();
    tokens.require(TokenKind.LEFT_PAREN, "duration expression");
    if (!two) {
      tokens.require(TokenKind.RIGHT_PAREN, "duration expression");
      return word.equals("step") ? new DurationExpr.Step() : new DurationExpr.Range();
    }
    DurationExpr left = expression();
    tokens.require(TokenKind.COMMA, "duration expression");
    DurationExpr right = expression();
    tokens.require(TokenKind.RIGHT_PAREN, "duration expression");
    return new DurationExpr.Choice(word.equals("min_of"), left, right);
  }
}
