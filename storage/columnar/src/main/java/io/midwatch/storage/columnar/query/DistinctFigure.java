package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.DistinctValues;
import io.midwatch.storage.contract.query.Field;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Distinct values of a field in every group. */
final class DistinctFigure implements Figure {
  /** Bits that may be spent on remembering which codes a part's groups have seen. */
  private static final long MOST_BITS = 1L << 28;

  private final Field field;
  private @Nullable BlockColumn column;
  private @Nullable DistinctValues[] values = new DistinctValues[0];
  private @Nullable BitSet[] seen = new BitSet[0];

  DistinctFigure(Field field) {
    this.field = field;
  }

  @Override
  public void open(PartView<?> view) {
    column = view.column(field);
    Arrays.fill(seen, null);
  }

  @Override
  public void add(int block, int[] positions, int[] groups, int count, int size) {
    if (size > values.length) {
      values = Arrays.copyOf(values, Math.max(size, 2 * values.length));
      seen = Arrays.copyOf(seen, values.length);
    }
    BlockColumn from = column;
    if (from instanceof BlockColumn.Codes codes) {
      addCodes(codes, block, positions, groups, count, size);
    } else if (from != null) {
      int base = block * Table.BLOCK_ROWS;
      for (int i = 0; i < count; i++) {
        add(groups[i], from.valueAt(base + positions[i]));
      }
    }
  }

  private void addCodes(
      BlockColumn.Codes column, int block, int[] positions, int[] groups, int count, int size) {
    int[] codes = column.read(block, positions, count);
    int base = block * Table.BLOCK_ROWS;
    boolean remembers = (long) column.coded().codeCount() * size <= MOST_BITS;
    for (int i = 0; i < count; i++) {
      int code = codes[positions[i]];
      if (code == Coded.OUTSIDE) {
        add(groups[i], column.valueAt(base + positions[i]));
      } else if (code != Coded.ABSENT && (!remembers || isFresh(groups[i], code))) {
        add(groups[i], column.coded().value(code));
      }
    }
  }

  private boolean isFresh(int group, int code) {
    BitSet codes = seen[group];
    if (codes == null) {
      codes = new BitSet();
      seen[group] = codes;
    }
    if (codes.get(code)) {
      return false;
    }
    codes.set(code);
    return true;
  }

  private void add(int group, @Nullable AttributeValue value) {
    if (value != null) {
      DistinctValues known = values[group];
      if (known == null) {
        known = new DistinctValues();
        values[group] = known;
      }
      known.add(value);
    }
  }

  double count(int group) {
    DistinctValues known = group < values.length ? values[group] : null;
    return known == null ? 0 : known.count();
  }

  @Override
  public boolean isApproximate(int group) {
    DistinctValues known = group < values.length ? values[group] : null;
    return known != null && known.isApproximate();
  }
}
