package io.midwatch.storage.contract.query;

import java.util.List;

/** Patterns, most frequent first, ties by template. */
public record PatternAnswer(List<LogPattern> patterns, Completeness completeness) {
  public PatternAnswer {
    patterns = List.copyOf(patterns);
  }
}
