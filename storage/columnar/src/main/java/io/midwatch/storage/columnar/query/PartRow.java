package io.midwatch.storage.columnar.query;

import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;

/** A row by its place, before anything of it is read. */
record PartRow<T>(Part<T> part, int row) {
  RowId id() {
    return part.table().id(row);
  }

  T item() {
    return part.item(row);
  }

  Row<T> read() {
    return new Row<>(id(), item());
  }
}
