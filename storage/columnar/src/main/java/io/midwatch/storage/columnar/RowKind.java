package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.write.EncodedBatch;

/**
 * What differs between the signals that are stored as rows.
 *
 * @param <T> what a row is, a span or a log record
 */
interface RowKind<T> {
  Signal signal();

  TableSchema schema();

  /** The part of a hot table. */
  Part<T> part(Table table);

  /** The part of a sealed table, whose computed columns share the room. */
  Part<T> sealed(Table table, ColumnRoom room);

  /** The part of a table that has grown, which keeps what was worked out for the shorter one. */
  Part<T> later(Part<T> part, Table longer);

  /** Whoever appends to a table that is empty. */
  Appender appender(HotTable table);

  /** Appends decoded batches to one hot table; used by the one writer. */
  interface Appender {
    /** Appends the items of a batch; readers do not see them yet. */
    void append(long position, EncodedBatch batch);

    /** Items dropped because an equal one is in the table. */
    long duplicates();
  }
}
