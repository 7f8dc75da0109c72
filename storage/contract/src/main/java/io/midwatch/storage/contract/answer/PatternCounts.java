package io.midwatch.storage.contract.answer;

import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.LogPattern;
import io.midwatch.storage.contract.query.PatternAnswer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts log records by template. Records must come latest stored first: of equally early ones the
 * last seen is the example. Not thread-safe.
 *
 * @param <R> where a record is found again
 */
public final class PatternCounts<R> {
  private static final int MOST_PATTERNS = 10_000;

  private final Budget budget;
  private final Map<String, Counted<R>> patterns = new HashMap<>();

  private static final class Counted<R> {
    private long count;
    private long firstUnixNano;
    private R example;

    Counted(long time, R row) {
      firstUnixNano = time;
      example = row;
    }
  }

  public PatternCounts(Budget budget) {
    this.budget = budget;
  }

  /** Counts a record that has a body. */
  public void count(String template, long time, R row) {
    Counted<R> known = patterns.get(template);
    if (known == null && patterns.size() >= MOST_PATTERNS) {
      budget.incomplete("more than " + MOST_PATTERNS + " patterns");
      return;
    }
    if (known == null) {
      known = new Counted<>(time, row);
      patterns.put(template, known);
    }
    known.count++;
    if (time <= known.firstUnixNano) {
      known.firstUnixNano = time;
      known.example = row;
    }
  }

  public PatternAnswer answer(int limit, Function<R, LogRecord> record) {
    Comparator<Map.Entry<String, Counted<R>>> mostFrequent =
        Comparator.comparingLong(entry -> -entry.getValue().count);
    return new PatternAnswer(
        patterns.entrySet().stream()
            .sorted(mostFrequent.thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .map(entry -> pattern(entry.getKey(), entry.getValue(), record))
            .toList(),
        budget.completeness());
  }

  private static <R> LogPattern pattern(
      String template, Counted<R> counted, Function<R, LogRecord> record) {
    return new LogPattern(
        template, counted.count, counted.firstUnixNano, record.apply(counted.example));
  }
}
