package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.PromqlException;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Matching;
import io.midwatch.query.promql.syntax.Matching.Cardinality;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic and comparisons between two vectors: who has whom for a partner, at every time. */
final class VectorMatching {
  private final Plan.Binary plan;
  private final Matching matching;
  private final Signatures signatures;
  private final PairOperation pair;
  private final int size;

  /** Whether the right side is the one with several series to a signature. */
  private final boolean swapped;

  /** What has been matched, by signature, or with a group modifier by resulting labels. */
  private final Map<Labels, BitSet> taken = new HashMap<>();

  private final Map<Labels, Column> results = new LinkedHashMap<>();

  VectorMatching(Plan.Binary plan, PairOperation pair, int size) {
    this.plan = plan;
    this.matching = plan.matching();
    this.signatures = new Signatures(plan.matching());
    this.pair = pair;
    this.size = size;
    this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
  }

  List<Column> apply(List<Column> left, List<Column> right) {
    List<Column> many = swapped ? right : left;
    List<Column> one = swapped ? left : right;
    if (many.isEmpty() || one.isEmpty()) {
      return List.of();
    }
    Map<Labels, List<Column>> ones = new HashMap<>();
    for (Column column : one) {
      ones.computeIfAbsent(signatures.of(column.labels()), _ -> new ArrayList<>()).add(column);
    }
    refuseTwins(ones, times(many));
    for (Column column : many) {
      Labels signature = signatures.of(column.labels());
      for (Column partner : ones.getOrDefault(signature, List.of())) {
        match(column, partner, signature);
      }
    }
    return results.values().stream().filter(column -> !column.isEmpty()).toList();
  }

  private BitSet times(List<Column> columns) {
    BitSet times = new BitSet(size);
    for (Column column : columns) {
      for (int i = 0; i < size; i++) {
        if (column.has(i)) {
          times.set(i);
        }
      }
    }
    return times;
  }

  private void refuseTwins(Map<Labels, List<Column>> ones, BitSet needed) {
    for (Map.Entry<Labels, List<Column>> group : ones.entrySet()) {
      List<Column> columns = group.getValue();
      for (int i = needed.nextSetBit(0);
          columns.size() > 1 && i >= 0;
          i = needed.nextSetBit(i + 1)) {
        Column found = null;
        for (Column column : columns) {
          if (column.has(i) && found != null) {
            throw PromqlException.execution(
                "found duplicate series for the match group "
                    + group.getKey()
                    + " on the "
                    + (swapped ? "left" : "right")
                    + " hand-side of the operation: ["
                    + column.labels()
                    + ", "
                    + found.labels()
                    + "];many-to-many matching not allowed: matching labels must be unique on one"
                    + " side");
          }
          found = column.has(i) ? column : found;
        }
      }
    }
  }

  private void match(Column many, Column one, Labels signature) {
    Labels labels = labels(many.labels(), one.labels());
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    BitSet used = taken.computeIfAbsent(oneToOne ? signature : labels, _ -> new BitSet(size));
    boolean drop = plan.bool() || many.dropName();
    Column result = null;
    for (int i = 0; i < size; i++) {
      if (!many.has(i) || !one.has(i)) {
        continue;
      }
      if (used.get(i)) {
        throw PromqlException.execution(
            oneToOne
                ? "multiple matches for labels: many-to-one matching must be explicit"
                    + " (group_left/group_right)"
                : "multiple matches for labels: grouping labels must ensure unique matches");
      }
      used.set(i);
      boolean kept =
          swapped
              ? pair.apply(one.value(i), one.histogram(i), many.value(i), many.histogram(i), false)
              : pair.apply(many.value(i), many.histogram(i), one.value(i), one.histogram(i), false);
      if (kept) {
        if (result == null) {
          result = results.computeIfAbsent(labels, key -> new Column(key, drop, size));
        }
        pair.store(result, i);
      }
    }
  }

  private Labels labels(Labels many, Labels one) {
    boolean keepsName = plan.operator().isComparison() || plan.operator().isTrim();
    Labels labels = keepsName ? many : many.withoutName();
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      labels = matching.on() ? labels.keep(matching.labels()) : labels.without(matching.labels());
    }
    for (String included : matching.include()) {
      labels = labels.with(included, one.get(included));
    }
    return labels;
  }
}
