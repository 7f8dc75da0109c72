package io.midwatch.query.promql.syntax;

import org.jspecify.annotations.Nullable;

/** Reads what may follow a selector: ranges, subqueries, {@code offset}, {@code @}. */
final class ModifierParser {
  private final TokenStream tokens;
  private final DurationParser durations;

  ModifierParser(TokenStream tokens) {
    this.tokens = tokens;
    this.durations = new DurationParser(tokens);
  }

  Expr apply(Expr operand) {
    Expr expr = operand;
    while (true) {
      Token token = tokens.peek();
      if (token.is(TokenKind.LEFT_BRACKET)) {
        expr = brackets(expr);
      } else if (token.is(TokenKind.AT)) {
        expr = at(expr);
      } else if (token.isWord("offset")) {
        expr = offset(expr);
      } else if (token.isWord("anchored") || token.isWord("smoothed")) {
        expr = extended(expr);
      } else {
        return expr;
      }
    }
  }

  private Expr brackets(Expr inner) {
    TextRange bracket = tokens.next().range();
    DurationExpr width = positive();
    if (tokens.accept(TokenKind.COLON)) {
      DurationExpr step = tokens.peek().is(TokenKind.RIGHT_BRACKET) ? null : positive();
      tokens.require(TokenKind.RIGHT_BRACKET, "subquery selector");
      return new Expr.Subquery(
          inner, width, step, TimeModifier.NONE, inner.range().to(tokens.last()));
    }
    if (!tokens.peek().is(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    tokens.next();
    TextRange brackets = bracket.to(tokens.last());
    if (!(inner instanceof Expr.VectorSelector selector)) {
      throw tokens.error("ranges only allowed for vector selectors", brackets);
    }
    if (selector.time().offset() != null) {
      throw tokens.error("no offset modifiers allowed before range", brackets);
    }
    if (selector.time().at() != null) {
      throw tokens.error("no @ modifiers allowed before range", brackets);
    }
    return new Expr.MatrixSelector(selector, width, inner.range().to(tokens.last()));
  }

  private DurationExpr positive() {
    TextRange start = tokens.peek().range();
    DurationExpr width = durations.expression();
    if (isNeverPositive(width)) {
      throw tokens.error("duration must be greater than 0", start.to(tokens.last()));
    }
    return width;
  }

  /** What is not written out is told when it is known. */
  private static boolean isNeverPositive(DurationExpr width) {
    return switch (width) {
      case DurationExpr.Literal literal -> !(literal.value() > 0);
      case DurationExpr.Signed signed when signed.inner() instanceof DurationExpr.Literal literal ->
          signed.negative() || !(literal.value() > 0);
      default -> false;
    };
  }

  private Expr offset(Expr expr) {
    tokens.next();
    DurationExpr offset = durations.offset();
    TimeModifier time = time(expr);
    if (time == null) {
      throw tokens.error(
          "offset modifier must be preceded by an instant vector selector or range vector selector"
              + " or a subquery",
          expr.range());
    }
    if (time.offset() != null) {
      throw tokens.error("offset may not be set multiple times", expr.range());
    }
    return with(expr, time.withOffset(offset));
  }

  private Expr at(Expr expr) {
    tokens.next();
    TimeModifier.At at = atTime();
    TimeModifier time = time(expr);
    if (time == null) {
      throw tokens.error(
          "@ modifier must be preceded by an instant vector selector or range vector selector or a"
              + " subquery",
          expr.range());
    }
    if (time.at() != null) {
      throw tokens.error("@ <timestamp> may not be set multiple times", expr.range());
    }
    return with(expr, time.withAt(at));
  }

  private TimeModifier.At atTime() {
    Token token = tokens.peek();
    if (token.isWord("start") || token.isWord("end")) {
      tokens.next();
      tokens.require(TokenKind.LEFT_PAREN, "@");
      tokens.require(TokenKind.RIGHT_PAREN, "@");
      return token.isWord("start") ? new TimeModifier.At.Start() : new TimeModifier.At.End();
    }
    boolean negative = tokens.accept(TokenKind.SUBTRACT);
    if (!negative) {
      tokens.accept(TokenKind.ADD);
    }
    Token number = tokens.next();
    Double seconds =
        number.is(TokenKind.DURATION)
            ? Double.valueOf(Durations.parse(number.text()) / 1000.0)
            : Numbers.parse(number.text());
    if (seconds == null) {
      throw tokens.error(
          "unexpected " + number.describe() + " in @, expected timestamp", number.range());
    }
    double millis = (negative ? -seconds : seconds) * 1000;
    if (Double.isNaN(millis) || Math.abs(millis) >= 9.2e18) {
      throw tokens.error(
          "timestamp out of bounds for @ modifier: " + number.text(), number.range());
    }
    return new TimeModifier.At.Timestamp(Math.round(millis));
  }

  private Expr extended(Expr expr) {
    Token word = tokens.next();
    TimeModifier time = expr instanceof Expr.Subquery ? null : time(expr);
    if (time == null) {
      throw tokens.error(
          word.lower() + " modifier must be preceded by a vector or range selector", expr.range());
    }
    if (time.anchored() || time.smoothed()) {
      throw tokens.error("anchored and smoothed may be set only once", expr.range());
    }
    return with(expr, word.isWord("anchored") ? time.withAnchored() : time.withSmoothed());
  }

  private static @Nullable TimeModifier time(Expr expr) {
    return switch (expr) {
      case Expr.VectorSelector selector -> selector.time();
      case Expr.MatrixSelector matrix -> matrix.vector().time();
      case Expr.Subquery subquery -> subquery.time();
      default -> null;
    };
  }

  private Expr with(Expr expr, TimeModifier time) {
    TextRange range = expr.range().to(tokens.last());
    return switch (expr) {
      case Expr.VectorSelector it -> new Expr.VectorSelector(it.name(), it.matchers(), time, range);
      case Expr.MatrixSelector it ->
          new Expr.MatrixSelector(
              new Expr.VectorSelector(
                  it.vector().name(), it.vector().matchers(), time, it.vector().range()),
              it.width(),
              range);
      case Expr.Subquery it -> new Expr.Subquery(it.inner(), it.width(), it.step(), time, range);
      default -> throw new IllegalStateException("nothing to move in time: " + expr);
    };
  }
}
