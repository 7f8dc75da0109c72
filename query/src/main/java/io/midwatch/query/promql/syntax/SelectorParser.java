package io.midwatch.query.promql.syntax;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.midwatch.storage.contract.query.BoundedRegex;
import io.midwatch.storage.contract.query.LabelMatcher;
import io.midwatch.storage.contract.query.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code name{label="value", …}}, UTF-8 names in quotes included. */
final class SelectorParser {
  private static final String NAME = "__name__";

  /** What RE2/J puts before a pattern for the flag. */
  private static final String DOT_TAKES_ALL = "(?s)";

  private final TokenStream tokens;

  SelectorParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** A selector that starts with a metric's name or with a brace. */
  Expr.VectorSelector selector() {
    TextRange start = tokens.peek().range();
    String name = tokens.peek().is(TokenKind.IDENTIFIER) ? tokens.next().text() : "";
    List<LabelMatcher> matchers = new ArrayList<>();
    if (tokens.accept(TokenKind.LEFT_BRACE)) {
      name = braces(name, matchers);
    }
    TextRange range = start.to(tokens.last());
    if (!name.isEmpty()) {
      matchers.add(LabelMatcher.metric(name));
    }
    if (matchers.stream().allMatch(SelectorParser::matchesEmpty)) {
      throw tokens.error("vector selector must contain at least one non-empty matcher", range);
    }
    return new Expr.VectorSelector(name, matchers, TimeModifier.NONE, range);
  }

  private String braces(String outer, List<LabelMatcher> matchers) {
    String name = outer;
    while (!tokens.accept(TokenKind.RIGHT_BRACE)) {
      Token label = tokens.peek();
      if (!label.is(TokenKind.IDENTIFIER) && !label.is(TokenKind.STRING)) {
        throw tokens.unexpected("label matching", "identifier or \"}\"");
      }
      tokens.next();
      boolean ends = tokens.peek().is(TokenKind.COMMA) || tokens.peek().is(TokenKind.RIGHT_BRACE);
      if (label.is(TokenKind.STRING) && ends) {
        if (!name.isEmpty()) {
          throw twice(name, label.text(), label.range());
        }
        name = label.text();
      } else {
        matchers.add(matcher(label));
      }
      if (!tokens.accept(TokenKind.COMMA) && !tokens.peek().is(TokenKind.RIGHT_BRACE)) {
        throw tokens.unexpected("label matching", "\",\" or \"}\"");
      }
    }
    for (LabelMatcher matcher : matchers) {
      if (!name.isEmpty() && matcher.label().equals(NAME)) {
        throw twice(name, matcher.value(), tokens.last());
      }
    }
    return name;
  }

  private SyntaxException twice(String first, String second, TextRange range) {
    return tokens.error(
        "metric name must not be set twice: "
            + Quoting.quote(first)
            + " or "
            + Quoting.quote(second),
        range);
  }

  private LabelMatcher matcher(Token label) {
    Operator operator =
        switch (tokens.peek().kind()) {
          case EQUAL -> Operator.EQUAL;
          case NOT_EQUAL -> Operator.NOT_EQUAL;
          case MATCHES -> Operator.MATCHES;
          case NOT_MATCHES -> Operator.NOT_MATCHES;
          default -> throw tokens.unexpected("label matching", "label matching operator");
        };
    tokens.next();
    Token value = tokens.peek();
    if (!value.is(TokenKind.STRING)) {
      throw tokens.unexpected("label matching", "string");
    }
    tokens.next();
    if (operator == Operator.MATCHES || operator == Operator.NOT_MATCHES) {
      checkPattern(value);
    }
    return new LabelMatcher(label.text(), operator, value.text());
  }

  private void checkPattern(Token value) {
    try {
      BoundedRegex.compile(value.text(), Pattern.DOTALL);
    } catch (PatternSyntaxException none) {
      throw tokens.error(
          "error parsing regexp: "
              + none.getDescription()
              + ": `"
              + none.getPattern().replace(DOT_TAKES_ALL, "")
              + "`",
          value.range());
    }
  }

  private static boolean matchesEmpty(LabelMatcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case MATCHES -> BoundedRegex.compile(matcher.value(), Pattern.DOTALL).matches("");
      case NOT_MATCHES -> !BoundedRegex.compile(matcher.value(), Pattern.DOTALL).matches("");
    };
  }
}
