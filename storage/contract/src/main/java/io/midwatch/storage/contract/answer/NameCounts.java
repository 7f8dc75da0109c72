package io.midwatch.storage.contract.answer;

import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.FieldsAnswer.Counted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Counts names, or values in text form, that start alike. Not thread-safe. */
public final class NameCounts {
  /** Distinct names that are counted. */
  private static final int MOST_NAMES = 100_000;

  private final String prefix;
  private final Budget budget;
  private final Map<String, Long> counts = new HashMap<>();

  public NameCounts(String prefix, Budget budget) {
    this.prefix = prefix;
    this.budget = budget;
  }

  /** Adds rows to a name; another prefix is passed over. */
  public void count(String name, long rows) {
    if (!name.startsWith(prefix)) {
      return;
    }
    if (counts.size() >= MOST_NAMES && !counts.containsKey(name)) {
      budget.incomplete("more than " + MOST_NAMES + " names");
      return;
    }
    counts.merge(name, rows, Long::sum);
  }

  public FieldsAnswer answer(int limit) {
    return new FieldsAnswer(
        counts.entrySet().stream()
            .map(entry -> new Counted(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Counted::rows).reversed().thenComparing(Counted::name))
            .limit(limit)
            .toList(),
        budget.completeness());
  }
}
