package io.midwatch.storage.columnar.query;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.NameCounts;
import io.midwatch.storage.contract.query.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the rows of one part that carry an attribute, for all attributes at once: by codes where
 * they have columns, else in one pass over what rows have beside their columns. Not thread-safe.
 */
final class NamesOfPart<T> implements BlockScan.Visitor {
  private final Table table;
  private final RareAttributes rare;
  private final NameCounts counts;
  private final List<Column> columns = new ArrayList<>();

  /** Names whose rows without a column are counted by row. */
  private final Set<String> rareNames = new HashSet<>();

  private record Column(String name, BlockColumn values) {}

  NamesOfPart(PartView<T> view, String prefix, NameCounts counts) {
    this.table = view.table();
    this.rare = view.part().rare();
    this.counts = counts;
    Set<String> withoutColumn = rare.names();
    for (String name : view.part().attributeNames()) {
      if (name.startsWith(prefix)) {
        BlockColumn column = view.column(Field.attribute(name));
        if (column instanceof BlockColumn.Each && withoutColumn.contains(name)) {
          rareNames.add(name);
          column = BlockColumn.of(new PartColumn.ByCode(table.attribute(name)), table);
        }
        columns.add(new Column(name, column));
      }
    }
  }

  @Override
  public void visit(int block, int[] positions, int count) {
    for (Column column : columns) {
      int rows = column.values.any(block) ? carrying(column.values, block, positions, count) : 0;
      if (rows > 0) {
        counts.count(column.name, rows);
      }
    }
    if (!rareNames.isEmpty() && rare.any(block)) {
      for (int i = 0; i < count; i++) {
        rare.forEachName(
            block * Table.BLOCK_ROWS + positions[i],
            name -> {
              if (rareNames.contains(name)) {
                counts.count(name, 1);
              }
            });
      }
    }
  }

  private int carrying(BlockColumn column, int block, int[] positions, int count) {
    if (!(column instanceof BlockColumn.Codes codes)) {
      int rows = 0;
      for (int i = 0; i < count; i++) {
        rows += column.valueAt(block * Table.BLOCK_ROWS + positions[i]) == null ? 0 : 1;
      }
      return rows;
    }
    int all = table.rowsOf(block);
    int present = count == all ? codes.coded().present(block, all) : -1;
    return present >= 0 ? present : carrying(codes, block, positions, count);
  }

  private static int carrying(BlockColumn.Codes column, int block, int[] positions, int count) {
    int[] codes = column.read(block, positions, count);
    int rows = 0;
    for (int i = 0; i < count; i++) {
      int code = codes[positions[i]];
      boolean carries =
          code == Coded.OUTSIDE
              ? column.valueAt(block * Table.BLOCK_ROWS + positions[i]) != null
              : code != Coded.ABSENT;
      rows += carries ? 1 : 0;
    }
    return rows;
  }
}
