package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import java.util.HashMap;
import java.util.Map;

/** One part while one question looks at it. Not thread-safe. */
final class PartView<T> {
  private final Part<T> part;
  private final Map<Field, BlockColumn> columns = new HashMap<>();
  private final BlockColumn.Longs times;

  PartView(Part<T> part) {
    this.part = part;
    this.times = new BlockColumn.Longs(part.times(), part.table());
  }

  Part<T> part() {
    return part;
  }

  Table table() {
    return part.table();
  }

  BlockColumn.Longs times() {
    return times;
  }

  /** Shared by everything in the question that names the field. */
  BlockColumn column(Field field) {
    return columns.computeIfAbsent(field, each -> BlockColumn.of(part.column(each), part.table()));
  }
}
