package io.midwatch.query.promql.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads a query by precedence climbing and checks that its parts fit. */
public final class Parser {
  private final TokenStream tokens;
  private final SelectorParser selectors;
  private final ModifierParser modifiers;
  private final MatchingParser matchings;

  private Parser(String text) {
    this.tokens = new TokenStream(text);
    this.selectors = new SelectorParser(tokens);
    this.modifiers = new ModifierParser(tokens);
    this.matchings = new MatchingParser(tokens);
  }

  /**
   * The query's tree, checked.
   *
   * @throws SyntaxException when it cannot be understood, with line and column
   */
  public static Expr parse(String text) {
    Parser parser = new Parser(text);
    if (parser.tokens.peek().is(TokenKind.END)) {
      throw parser.tokens.error("no expression found in input", new TextRange(0, 0));
    }
    Expr expr = parser.expression(0);
    if (!parser.tokens.peek().is(TokenKind.END)) {
      throw parser.tokens.unexpected("", "");
    }
    new Checker(text).check(expr);
    return expr;
  }

  /**
   * A single vector selector, as the {@code match[]} parameter takes it.
   *
   * @throws SyntaxException when it is something else
   */
  public static Expr.VectorSelector parseSelector(String text) {
    if (parse(text).bare() instanceof Expr.VectorSelector selector
        && selector.time().equals(TimeModifier.NONE)) {
      return selector;
    }
    throw new SyntaxException("expected a series selector", new TextRange(0, 0), text);
  }

  private Expr expression(int least) {
    tokens.deeper();
    Expr left = operand();
    Operator operator = Operator.of(tokens.peek());
    while (operator != null && operator.precedence() >= least) {
      tokens.next();
      tokens.chained();
      boolean bool = tokens.acceptWord("bool");
      MatchingParser.Written matching = matchings.matching(operator);
      // Only ^ groups from the right.
      Expr right =
          expression(
              operator == Operator.POWER ? operator.precedence() : operator.precedence() + 1);
      if (meansNothing(operator, matching, left, right)) {
        matching = new MatchingParser.Written(Matching.DEFAULT, false);
      }
      left =
          new Expr.Binary(
              operator,
              left,
              right,
              matching.matching(),
              matching.written(),
              bool,
              left.range().to(right.range()));
      operator = Operator.of(tokens.peek());
    }
    tokens.shallower();
    return left;
  }

  /** Prometheus lets a scalar be matched, as long as no label is named. */
  private static boolean meansNothing(
      Operator operator, MatchingParser.Written matching, Expr left, Expr right) {
    return matching.written()
        && !operator.isSet()
        && matching.matching().labels().isEmpty()
        && matching.matching().fill().equals(Matching.Fill.NONE)
        && (left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR);
  }

  private Expr operand() {
    Token token = tokens.peek();
    if (token.is(TokenKind.ADD) || token.is(TokenKind.SUBTRACT)) {
      tokens.next();
      Expr inner = expression(Operator.SIGN_PRECEDENCE + 1);
      boolean negative = token.is(TokenKind.SUBTRACT);
      TextRange range = token.range().to(inner.range());
      return inner instanceof Expr.NumberLiteral number
          ? number(negative, number, range)
          : new Expr.Signed(negative, inner, range);
    }
    return modifiers.apply(primary());
  }

  private static Expr number(boolean negative, Expr.NumberLiteral number, TextRange range) {
    Long millis = number.durationMillis();
    return new Expr.NumberLiteral(
        negative ? -number.value() : number.value(),
        millis == null || !negative ? millis : Long.valueOf(-millis),
        range);
  }

  private Expr primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> {
        tokens.next();
        Double value = Numbers.parse(token.text());
        yield new Expr.NumberLiteral(value == null ? Double.NaN : value, null, token.range());
      }
      case DURATION -> {
        tokens.next();
        long millis = Durations.parse(token.text());
        yield new Expr.NumberLiteral(millis / 1000.0, millis, token.range());
      }
      case STRING -> {
        tokens.next();
        yield new Expr.StringLiteral(token.text(), token.range());
      }
      case LEFT_PAREN -> {
        tokens.next();
        Expr inner = expression(0);
        Token close = tokens.require(TokenKind.RIGHT_PAREN, "paren expression");
        yield new Expr.Paren(inner, token.range().to(close.range()));
      }
      case LEFT_BRACE -> selectors.selector();
      case IDENTIFIER -> named(token);
      default -> throw tokens.unexpected("", "");
    };
  }

  private Expr named(Token token) {
    String word = token.lower();
    Token following = tokens.peekSecond();
    Aggregator aggregator = Aggregator.find(word);
    if (aggregator != null
        && (following.is(TokenKind.LEFT_PAREN)
            || following.isWord("by")
            || following.isWord("without"))) {
      return aggregation(aggregator);
    }
    if (following.is(TokenKind.LEFT_PAREN) && Keywords.mayNameMetric(word)) {
      return call(token);
    }
    if (word.equals("inf") || word.equals("nan")) {
      tokens.next();
      double value = word.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      return new Expr.NumberLiteral(value, null, token.range());
    }
    if (!Keywords.mayNameMetric(word)) {
      throw tokens.unexpected("", "");
    }
    return selectors.selector();
  }

  private Expr call(Token name) {
    FunctionSignature function = FunctionTable.find(name.text());
    if (function == null) {
      throw tokens.error("unknown function with name " + Quoting.quote(name.text()), name.range());
    }
    tokens.next();
    List<Expr> arguments = arguments("function call");
    return new Expr.Call(function, arguments, name.range().to(tokens.last()));
  }

  private Expr aggregation(Aggregator aggregator) {
    TextRange start = tokens.next().range();
    MatchingParser.Grouping grouping = matchings.grouping();
    List<Expr> arguments = arguments("aggregation");
    if (grouping == null) {
      grouping = matchings.grouping();
    }
    TextRange range = start.to(tokens.last());
    int expected = aggregator.parameter() == null ? 1 : 2;
    if (arguments.isEmpty()) {
      throw tokens.error("no arguments for aggregate expression provided", range);
    }
    if (arguments.size() != expected) {
      throw tokens.error(
          "wrong number of arguments for aggregate expression provided, expected "
              + expected
              + ", got "
              + arguments.size(),
          range);
    }
    return new Expr.Aggregation(
        aggregator,
        arguments.getLast(),
        expected == 2 ? arguments.getFirst() : null,
        grouping == null ? List.of() : grouping.labels(),
        grouping != null && grouping.without(),
        range);
  }

  private List<Expr> arguments(String context) {
    tokens.require(TokenKind.LEFT_PAREN, context);
    List<Expr> arguments = new ArrayList<>();
    if (!tokens.accept(TokenKind.RIGHT_PAREN)) {
      do {
        arguments.add(expression(0));
      } while (tokens.accept(TokenKind.COMMA));
      tokens.require(TokenKind.RIGHT_PAREN, context);
    }
    return arguments;
  }
}
