package io.midwatch.query.promql.syntax;

/**
 * A query that cannot be understood or does not fit together. The message reads as Prometheus
 * writes it: {@code 1:5: parse error: unexpected end of input}.
 */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public SyntaxException(String problem, TextRange range, String text) {
    super(range.lineAndColumn(text) + ": parse error: " + problem);
    this.line = range.line(text);
    this.column = range.column(text);
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** In UTF-8 bytes, from 1. */
  public int column() {
    return column;
  }
}
