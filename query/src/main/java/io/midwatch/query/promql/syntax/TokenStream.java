package io.midwatch.query.promql.syntax;

import java.util.List;

/** The words of a query with a place in them. Not thread-safe. */
final class TokenStream {
  /** Deeper nesting is refused, so that no query can exhaust the stack. */
  private static final int MAX_DEPTH = 500;

  /** A chain of operators is a tree as deep as it is long. */
  private static final int MAX_OPERATORS = 500;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int operators;

  TokenStream(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean accept(TokenKind kind) {
    boolean found = peek().is(kind);
    if (found) {
      next();
    }
    return found;
  }

  boolean acceptWord(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      next();
    }
    return found;
  }

  Token require(TokenKind kind, String context) {
    if (!peek().is(kind)) {
      throw unexpected(context, "\"" + kind.symbol() + "\"");
    }
    return next();
  }

  /** The place of the last word taken. */
  TextRange last() {
    return tokens.get(Math.max(0, at - 1)).range();
  }

  void deeper() {
    if (++depth > MAX_DEPTH) {
      throw error(
          "expression is nested too deeply, at most " + MAX_DEPTH + " levels", peek().range());
    }
  }

  /** Counts a binary operator. */
  void chained() {
    if (++operators > MAX_OPERATORS) {
      throw error("expression has more than " + MAX_OPERATORS + " operators", peek().range());
    }
  }

  void shallower() {
    depth--;
  }

  SyntaxException unexpected(String context, String expected) {
    String where = context.isEmpty() ? "" : " in " + context;
    String wanted = expected.isEmpty() ? "" : ", expected " + expected;
    return error("unexpected " + peek().describe() + where + wanted, peek().range());
  }

  SyntaxException error(String problem, TextRange range) {
    return new SyntaxException(problem, range, text);
  }
}
