package io.midwatch.query.promql.syntax;

import io.midwatch.query.promql.syntax.Matching.Cardinality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lists of labels: {@code by (…)}, {@code on (…) group_left (…)}. */
final class MatchingParser {
  private final TokenStream tokens;

  MatchingParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** {@code by (a, b)} or {@code without (a, b)}. */
  record Grouping(boolean without, List<String> labels) {}

  /** A matching and whether the query says anything of it. */
  record Written(Matching matching, boolean written) {}

  @Nullable Grouping grouping() {
    boolean without = tokens.peek().isWord("without");
    if (!without && !tokens.peek().isWord("by")) {
      return null;
    }
    tokens.next();
    return new Grouping(without, labels("grouping opts"));
  }

  Written matching(Operator operator) {
    Cardinality cardinality = operator.isSet() ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_ONE;
    boolean on = tokens.peek().isWord("on");
    boolean written = on || tokens.peek().isWord("ignoring");
    List<String> labels = List.of();
    List<String> include = List.of();
    if (written) {
      tokens.next();
      labels = labels("grouping opts");
      boolean left = tokens.peek().isWord("group_left");
      if (left || tokens.peek().isWord("group_right")) {
        tokens.next();
        cardinality = left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
        if (tokens.peek().is(TokenKind.LEFT_PAREN)) {
          include = labels("grouping opts");
        }
      }
    }
    Matching.Fill fill = fill();
    return new Written(new Matching(on, labels, cardinality, include, fill), written);
  }

  private Matching.Fill fill() {
    Double left = null;
    Double right = null;
    while (tokens.peekSecond().is(TokenKind.LEFT_PAREN)) {
      String word = tokens.peek().lower();
      if (!word.equals("fill") && !word.equals("fill_left") && !word.equals("fill_right")) {
        break;
      }
      tokens.next();
      tokens.next();
      double value = fillValue();
      tokens.require(TokenKind.RIGHT_PAREN, "fill modifier");
      left = word.equals("fill_right") ? left : Double.valueOf(value);
      right = word.equals("fill_left") ? right : Double.valueOf(value);
    }
    return new Matching.Fill(left, right);
  }

  private double fillValue() {
    boolean negative = tokens.accept(TokenKind.SUBTRACT);
    if (!negative) {
      tokens.accept(TokenKind.ADD);
    }
    Double value = Numbers.parse(tokens.peek().text());
    if (value == null) {
      throw tokens.unexpected("fill modifier", "number");
    }
    tokens.next();
    return negative ? -value : value;
  }

  private List<String> labels(String context) {
    tokens.require(TokenKind.LEFT_PAREN, context);
    List<String> labels = new ArrayList<>();
    while (!tokens.accept(TokenKind.RIGHT_PAREN)) {
      Token label = tokens.peek();
      boolean valid =
          label.is(TokenKind.STRING)
              ? !label.text().isEmpty()
              : label.is(TokenKind.IDENTIFIER) && label.text().indexOf(':') < 0;
      if (!valid) {
        throw tokens.unexpected(context, "label");
      }
      labels.add(tokens.next().text());
      if (!tokens.accept(TokenKind.COMMA) && !tokens.peek().is(TokenKind.RIGHT_PAREN)) {
        throw tokens.unexpected(context, "\",\" or \")\"");
      }
    }
    return labels;
  }
}
