package io.midwatch.query.logs;

import io.midwatch.storage.contract.query.Completeness;
import java.util.List;

/**
 * The patterns of the records that match a search.
 *
 * @param patterns the most frequent first, at most {@value PatternGroups#MOST}
 * @param looked records looked at
 * @param matching records that match; more than were looked at when these are a sample, which has
 *     the same part of each step of the window
 * @param other records looked at that fit none of the patterns
 */
public record LogPatterns(
    List<LogPattern> patterns, long looked, long matching, long other, Completeness completeness) {
  public LogPatterns {
    patterns = List.copyOf(patterns);
  }

  /** Whether every record that matches was looked at. */
  public boolean whole() {
    return looked >= matching;
  }
}
