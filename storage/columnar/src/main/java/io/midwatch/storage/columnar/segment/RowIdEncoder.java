package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.RowId;

/*
 * number of runs; per run: rows, writer, file - file before, offset - offset before, first item,
 * step from item to item. A run is rows of one request whose items have one distance.
 */

/** Writes the ids of all rows: most requests are one run. */
final class RowIdEncoder {
  private final DataSink runs = DataSink.inMemory();
  private int count;
  private int rows;
  private int step;
  private RowId first = new RowId(0, 0, 0, 0);
  private RowId last = first;
  private RowId written = first;

  static void encode(Table table, DataSink into) {
    RowIdEncoder encoder = new RowIdEncoder();
    for (int row = 0; row < table.rows(); row++) {
      encoder.add(table.id(row));
    }
    encoder.endRun();
    into.putVarint(encoder.count).putBytes(encoder.runs.toByteArray());
  }

  private void add(RowId id) {
    if (rows > 0 && continues(id)) {
      step = id.item() - last.item();
    } else {
      endRun();
      first = id;
      step = 0;
    }
    rows++;
    last = id;
  }

  private boolean continues(RowId id) {
    return id.writer() == last.writer()
        && id.file() == last.file()
        && id.offset() == last.offset()
        && (rows == 1 || id.item() - last.item() == step);
  }

  private void endRun() {
    if (rows == 0) {
      return;
    }
    runs.putVarint(rows)
        .putVarint(first.writer())
        .putSigned(first.file() - written.file())
        .putSigned(first.offset() - written.offset())
        .putSigned(first.item())
        .putSigned(step);
    written = first;
    count++;
    rows = 0;
  }
}
