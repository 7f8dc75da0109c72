package io.midwatch.query.promql.series;

import io.midwatch.query.promql.PromqlException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes one column of those with the same labels. */
public final class ColumnMerge {
  private ColumnMerge() {}

  /**
   * Every label set once, in the order of their first columns; the name is dropped if one drops it.
   *
   * @throws PromqlException when two have a value at the same time
   */
  public static List<Column> merge(List<Column> columns) {
    if (!hasTwins(columns)) {
      return columns;
    }
    Map<Labels, List<Column>> byLabels = new LinkedHashMap<>();
    for (Column column : columns) {
      byLabels.computeIfAbsent(column.labels(), _ -> new ArrayList<>()).add(column);
    }
    return byLabels.values().stream().map(ColumnMerge::one).toList();
  }

  private static boolean hasTwins(List<Column> columns) {
    Set<Labels> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.labels())) {
        return true;
      }
    }
    return false;
  }

  private static Column one(List<Column> twins) {
    Column first = twins.getFirst();
    if (twins.size() == 1) {
      return first;
    }
    boolean drop = twins.stream().anyMatch(Column::dropName);
    Column merged = new Column(first.labels(), drop, first.size());
    for (Column twin : twins) {
      for (int i = 0; i < twin.size(); i++) {
        if (twin.has(i)) {
          if (merged.has(i)) {
            throw PromqlException.execution("vector cannot contain metrics with the same labelset");
          }
          merged.copy(i, twin, i);
        }
      }
    }
    return merged;
  }
}
