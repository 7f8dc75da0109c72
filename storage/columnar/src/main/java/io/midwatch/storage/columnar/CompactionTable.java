package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables of one schema, one behind the other, read as one; what a merged segment is written from.
 *
 * <pre>
 * part   rows     row here
 *    0   8192+3   0 … 8194
 *    1   5        8195 … 8199
 * </pre>
 */
final class CompactionTable implements Table {
  private final List<Table> parts;
  private final CompactionRows rows;

  /**
   * @param parts at least one; the rows of each come after those of the one before
   */
  CompactionTable(List<? extends Table> parts) {
    this.parts = List.copyOf(parts);
    this.rows = new CompactionRows(this.parts);
  }

  @Override
  public TableSchema schema() {
    return parts.getFirst().schema();
  }

  @Override
  public int rows() {
    return rows.count();
  }

  @Override
  public Numbers numbers(String column) {
    List<Numbers> columns = parts.stream().map(part -> part.numbers(column)).toList();
    return new CompactionNumbers(rows, columns);
  }

  @Override
  public Coded coded(String column) {
    return new CompactionCoded(rows, parts.stream().map(part -> part.coded(column)).toList());
  }

  @Override
  public Coded attribute(String key) {
    return new CompactionCoded(rows, parts.stream().map(part -> part.attribute(key)).toList());
  }

  @Override
  public Blobs blobs(String column) {
    List<Blobs> columns = parts.stream().map(part -> part.blobs(column)).toList();
    return new Blobs() {
      @Override
      public ByteSlice at(int row) {
        int part = rows.partOf(row);
        return columns.get(part).at(row - rows.start(part));
      }

      @Override
      public boolean any(int block) {
        return rows.anyBlock(block, (part, partBlock) -> columns.get(part).any(partBlock));
      }

      @Override
      public boolean mayHold(int block, String token) {
        return rows.anyBlock(
            block, (part, partBlock) -> columns.get(part).mayHold(partBlock, token));
      }
    };
  }

  @Override
  public Set<String> attributeKeys() {
    Set<String> keys = new TreeSet<>();
    parts.forEach(part -> keys.addAll(part.attributeKeys()));
    return keys;
  }

  @Override
  public RowId id(int row) {
    int part = rows.partOf(row);
    return parts.get(part).id(row - rows.start(part));
  }

  @Override
  public int firstAtLeast(RowId id) {
    for (int part = 0; part < parts.size(); part++) {
      int row = parts.get(part).firstAtLeast(id);
      if (row < parts.get(part).rows()) {
        return rows.start(part) + row;
      }
    }
    return rows();
  }

  @Override
  public int[] rowsWith(String column, int code) {
    List<Integer> found = new ArrayList<>();
    Coded codes = coded(column);
    for (int row = 0; row < rows(); row++) {
      if (codes.codeAt(row) == code) {
        found.add(row);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
