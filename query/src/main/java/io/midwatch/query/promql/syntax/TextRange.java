package io.midwatch.query.promql.syntax;

import java.nio.charset.StandardCharsets;

/** Where something stands in a query: offsets into its text, half-open. */
public record TextRange(int start, int end) {
  /** From the start of this one to the end of the other. */
  public TextRange to(TextRange other) {
    return new TextRange(start, Math.max(end, other.end));
  }

  /**
   * The start as {@code line:column}, both from 1; columns count UTF-8 bytes as Prometheus does.
   */
  public String lineAndColumn(String text) {
    return line(text) + ":" + column(text);
  }

  /** Line of the start, from 1. */
  public int line(String text) {
    int line = 1;
    for (int i = 0; i < Math.min(start, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** Column of the start in UTF-8 bytes, from 1. */
  public int column(String text) {
    int position = Math.min(start, text.length());
    int lineStart = text.lastIndexOf('\n', position - 1) + 1;
    return text.substring(lineStart, position).getBytes(StandardCharsets.UTF_8).length + 1;
  }
}
