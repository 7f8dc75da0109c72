package io.midwatch.query.promql.series;

import io.midwatch.query.promql.PromqlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes one column of those with the same labels. */
public final class ColumnMerge {
  private ColumnMerge() {}

  /**
   * Every label set once, in the order of their first columns; the name is dropped if one drops it.
   *
   * @throws PromqlException when two have a value at the same time
   */
  public static List<Column> merge(List<Column> columns) {
    return merge(columns, Column::labels);
  }

  /** The same, but columns that drop their name stay apart from those that keep it. */
  public static List<Column> mergeAlike(List<Column> columns) {
    return merge(columns, column -> new Named(column.labels(), column.dropName()));
  }

  private record Named(Labels labels, boolean dropName) {}

  private static List<Column> merge(List<Column> columns, Function<Column, Object> key) {
    Map<Object, List<Column>> twins = new LinkedHashMap<>();
    for (Column column : columns) {
      twins.computeIfAbsent(key.apply(column), _ -> new ArrayList<>(1)).add(column);
    }
    return twins.size() == columns.size()
        ? columns
        : twins.values().stream().map(ColumnMerge::one).toList();
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
