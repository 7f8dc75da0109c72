package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.query.RowId;
import java.util.List;
import java.util.Set;

/** A table that knows nothing but the ids of its rows. */
record RecordTable(List<RowId> ids) implements Table {
  private static UnsupportedOperationException byField() {
    return new UnsupportedOperationException("questions read by field");
  }

  @Override
  public TableSchema schema() {
    throw byField();
  }

  @Override
  public int rows() {
    return ids.size();
  }

  @Override
  public Numbers numbers(String column) {
    throw byField();
  }

  @Override
  public Coded coded(String column) {
    throw byField();
  }

  @Override
  public Blobs blobs(String column) {
    throw byField();
  }

  @Override
  public Coded attribute(String key) {
    throw byField();
  }

  @Override
  public Set<String> attributeKeys() {
    throw byField();
  }

  @Override
  public RowId id(int row) {
    return ids.get(row);
  }

  @Override
  public int firstAtLeast(RowId id) {
    int row = 0;
    while (row < ids.size() && ids.get(row).compareTo(id) < 0) {
      row++;
    }
    return row;
  }

  @Override
  public int[] rowsWith(String column, int code) {
    throw byField();
  }
}
