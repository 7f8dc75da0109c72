package io.midwatch.storage.columnar;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.ValueBytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same dictionary column of several tables as one, whose dictionary is that of all of them. A
 * value outside the dictionary of its own table has a code here when another table's has it, so
 * that a value is never both inside and outside.
 */
final class CompactionCoded implements Coded {
  private final CompactionRows rows;
  private final List<Coded> columns;
  private final Map<ByteBuffer, Integer> codes = new HashMap<>();
  private final List<AttributeValue> values = new ArrayList<>();

  /** {@code codeHere[part][code]}. */
  private final int[][] codeHere;

  CompactionCoded(CompactionRows rows, List<Coded> columns) {
    this.rows = rows;
    this.columns = columns;
    this.codeHere = new int[columns.size()][];
    for (int part = 0; part < columns.size(); part++) {
      Coded column = columns.get(part);
      codeHere[part] = new int[Math.max(FIRST, column.codeCount())];
      codeHere[part][OUTSIDE] = OUTSIDE;
      for (int code = FIRST; code < column.codeCount(); code++) {
        codeHere[part][code] = add(column.value(code));
      }
    }
  }

  private int add(AttributeValue value) {
    Integer known = codes.putIfAbsent(key(value), FIRST + values.size());
    if (known != null) {
      return known;
    }
    values.add(value);
    return FIRST + values.size() - 1;
  }

  private static ByteBuffer key(AttributeValue value) {
    return ByteBuffer.wrap(ValueBytes.of(value));
  }

  @Override
  public void read(int block, int[] into) {
    int[] read = new int[Table.BLOCK_ROWS];
    rows.pieces(
        block,
        (part, partBlock, offset, at, count) -> {
          if (!columns.get(part).any(partBlock)) {
            Arrays.fill(into, at, at + count, ABSENT);
            return;
          }
          columns.get(part).read(partBlock, read);
          for (int i = 0; i < count; i++) {
            into[at + i] =
                codeOf(part, partBlock * Table.BLOCK_ROWS + offset + i, read[offset + i]);
          }
        });
  }

  private int codeOf(int part, int row, int code) {
    AttributeValue outside = code == OUTSIDE ? columns.get(part).valueAt(row) : null;
    return outside == null ? codeHere[part][code] : codes.getOrDefault(key(outside), OUTSIDE);
  }

  @Override
  public int codeAt(int row) {
    int part = rows.partOf(row);
    int there = row - rows.start(part);
    return codeOf(part, there, columns.get(part).codeAt(there));
  }

  @Override
  public int codeCount() {
    return FIRST + values.size();
  }

  @Override
  public AttributeValue value(int code) {
    return values.get(code - FIRST);
  }

  @Override
  public int find(AttributeValue value) {
    return codes.getOrDefault(key(value), ABSENT);
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    int part = rows.partOf(row);
    return columns.get(part).valueAt(row - rows.start(part));
  }

  @Override
  public boolean any(int block) {
    return rows.anyBlock(block, (part, partBlock) -> columns.get(part).any(partBlock));
  }

  @Override
  public boolean mayBeOutside() {
    return columns.stream().anyMatch(Coded::mayBeOutside);
  }
}
