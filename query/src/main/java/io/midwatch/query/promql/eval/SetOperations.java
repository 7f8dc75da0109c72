package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.ColumnMerge;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Matching;
import io.midwatch.query.promql.syntax.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code and}, {@code or} and {@code unless}. */
final class SetOperations {
  private final Signatures signatures;
  private final int size;

  SetOperations(Matching matching, int size) {
    this.signatures = new Signatures(matching);
    this.size = size;
  }

  List<Column> apply(Operator operator, List<Column> left, List<Column> right) {
    return switch (operator) {
      case AND -> filtered(left, presence(right), true);
      case UNLESS -> filtered(left, presence(right), false);
      default -> {
        List<Column> all = new ArrayList<>(left);
        all.addAll(filtered(right, presence(left), false));
        yield ColumnMerge.mergeAlike(all);
      }
    };
  }

  /** When any series of a signature has a value. */
  private Map<Labels, BitSet> presence(List<Column> columns) {
    Map<Labels, BitSet> presence = new HashMap<>();
    for (Column column : columns) {
      BitSet times =
          presence.computeIfAbsent(signatures.of(column.labels()), _ -> new BitSet(size));
      for (int i = 0; i < size; i++) {
        if (column.has(i)) {
          times.set(i);
        }
      }
    }
    return presence;
  }

  private List<Column> filtered(
      List<Column> columns, Map<Labels, BitSet> presence, boolean wanted) {
    List<Column> results = new ArrayList<>();
    for (Column column : columns) {
      BitSet times = presence.get(signatures.of(column.labels()));
      Column result = new Column(column.labels(), column.dropName(), size);
      for (int i = 0; i < size; i++) {
        if (column.has(i) && isSet(times, i) == wanted) {
          result.copy(i, column, i);
        }
      }
      if (!result.isEmpty()) {
        results.add(result);
      }
    }
    return results;
  }

  private static boolean isSet(@Nullable BitSet times, int position) {
    return times != null && times.get(position);
  }
}
