package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.query.RowId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A hot table up to a row count.
 *
 * @param arranged its attributes by key, null when they are read where they are
 */
record HotSnapshot(HotTable table, int rows, @Nullable ArrangedAttributes arranged)
    implements Table {
  HotSnapshot(HotTable table, int rows) {
    this(table, rows, null);
  }

  @Override
  public Table forWriting() {
    return new HotSnapshot(table, rows, table.attributes().arranged(rows));
  }

  @Override
  public TableSchema schema() {
    return table.schema();
  }

  @Override
  public Numbers numbers(String column) {
    return table.numberColumn(schema().position(column)).view(rows);
  }

  @Override
  public Coded coded(String column) {
    return table.codedColumn(schema().position(column)).view(rows);
  }

  @Override
  public Blobs blobs(String column) {
    return table.blobColumn(schema().position(column)).view();
  }

  @Override
  public Coded attribute(String key) {
    return arranged == null
        ? table.attributes().view(key, rows)
        : arranged.view(table.attributes().number(key));
  }

  @Override
  public Set<String> attributeKeys() {
    return table.attributes().names(rows);
  }

  @Override
  public Set<String> attributeKeys(int row) {
    return table.attributes().namesOf(row);
  }

  @Override
  public RowId id(int row) {
    return table.batches().id(row);
  }

  @Override
  public int firstAtLeast(RowId id) {
    return table.batches().firstAtLeast(id, rows);
  }

  @Override
  public int[] rowsWith(String column, int code) {
    return table.codedColumn(schema().position(column)).chains().rowsWith(code, rows);
  }
}
