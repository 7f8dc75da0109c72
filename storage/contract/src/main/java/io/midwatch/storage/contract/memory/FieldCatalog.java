package io.midwatch.storage.contract.memory;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.FieldsAnswer.Counted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Lists which attributes rows carry and which values a field has. */
record FieldCatalog<T>(FieldReader<T> fields) {
  /** Distinct names or values that are counted. */
  private static final int MOST_NAMES = 100_000;

  FieldsAnswer names(Scan<T> scan, String prefix, int limit) {
    Map<String, Long> counts = new HashMap<>();
    scan.forEach((row, _) -> {
      Set<String> keys = new LinkedHashSet<>(fields.attributes(row.item()).keys());
      keys.addAll(fields.resource(row.item()).keys());
      keys.forEach(key -> count(counts, key, prefix, scan.budget()));
    });
    return answer(counts, limit, scan.budget());
  }

  FieldsAnswer values(Scan<T> scan, Field field, String prefix, int limit) {
    MetricPlan.requireRowField(field);
    Map<String, Long> counts = new HashMap<>();
    scan.forEach((row, _) -> {
      Set<String> texts = new LinkedHashSet<>();
      for (AttributeValue value : Values.keys(fields.read(row.item(), field))) {
        texts.add(value.text());
      }
      texts.forEach(text -> count(counts, text, prefix, scan.budget()));
    });
    return answer(counts, limit, scan.budget());
  }

  private static void count(Map<String, Long> counts, String name, String prefix, Budget budget) {
    if (!name.startsWith(prefix)) {
      return;
    }
    if (counts.size() >= MOST_NAMES && !counts.containsKey(name)) {
      budget.incomplete("more than " + MOST_NAMES + " names");
      return;
    }
    counts.merge(name, 1L, Long::sum);
  }

  private static FieldsAnswer answer(Map<String, Long> counts, int limit, Budget budget) {
    return new FieldsAnswer(
        counts.entrySet().stream()
            .map(entry -> new Counted(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Counted::rows).reversed().thenComparing(Counted::name))
            .limit(limit)
            .toList(),
        budget.completeness());
  }
}
