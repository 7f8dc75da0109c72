package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.contract.query.LogPattern;
import io.midwatch.storage.contract.query.PatternAnswer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Counts log bodies by their template. */
record PatternCount(Predicate<LogRecord> filter) {
  private static final int MOST_PATTERNS = 10_000;

  PatternAnswer run(Scan<LogRecord> scan, int limit) {
    Map<String, LogPattern> patterns = new HashMap<>();
    scan.forEach((row, time) -> {
      LogRecord log = row.item();
      if (filter.test(log) && !(log.body() instanceof EmptyValue)) {
        count(patterns, log, time, scan.budget());
      }
    });
    return new PatternAnswer(
        patterns.values().stream()
            .sorted(
                Comparator.comparingLong(LogPattern::count)
                    .reversed()
                    .thenComparing(LogPattern::template))
            .limit(limit)
            .toList(),
        scan.budget().completeness());
  }

  private static void count(
      Map<String, LogPattern> patterns, LogRecord log, long time, Budget budget) {
    String template = Patterns.template(log.body().text());
    LogPattern known = patterns.get(template);
    if (known != null) {
      boolean earlier = time <= known.firstUnixNano();
      patterns.put(
          template,
          new LogPattern(
              template,
              known.count() + 1,
              Math.min(time, known.firstUnixNano()),
              earlier ? log : known.example()));
    } else if (patterns.size() < MOST_PATTERNS) {
      patterns.put(template, new LogPattern(template, 1, time, log));
    } else {
      budget.incomplete("more than " + MOST_PATTERNS + " patterns");
    }
  }
}
