package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import java.util.Arrays;

/**
 * The attributes of a table's rows by key, each key's in the order of the rows: eight bytes an
 * attribute, so that a column is read without looking at those of all other keys. Immutable.
 *
 * <pre>
 * starts  0, 2, 3        http.route has entries 0 and 1, user.id has entry 2
 * rows    0, 1 | 0
 * codes   2, 3 | 17
 * </pre>
 */
final class ArrangedAttributes {
  private final AttributeRows attributes;
  private final int rowCount;
  private final int[] starts;
  private final int[] rows;
  private final int[] codes;

  /**
   * @param starts by key number the place of its first entry, and at the end their number
   */
  ArrangedAttributes(
      AttributeRows attributes, int rowCount, int[] starts, int[] rows, int[] codes) {
    this.attributes = attributes;
    this.rowCount = rowCount;
    this.starts = starts;
    this.rows = rows;
    this.codes = codes;
  }

  Coded view(int key) {
    boolean any = key >= 0 && key < starts.length - 1 && starts[key] < starts[key + 1];
    return any ? new View(this, key) : Coded.NONE;
  }

  private static final class View extends ValueView {
    private final ArrangedAttributes all;
    private final int from;
    private final int to;

    View(ArrangedAttributes all, int key) {
      super(all.attributes.column(key).values, all.rowCount);
      this.all = all;
      this.from = all.starts[key];
      this.to = all.starts[key + 1];
    }

    @Override
    public void read(int block, int[] into) {
      int count = rowsOf(block);
      int first = block << IntRows.SHIFT;
      Arrays.fill(into, 0, count, ABSENT);
      for (int at = firstAt(first); at < to && all.rows[at] < first + count; at++) {
        into[all.rows[at] - first] = all.codes[at];
      }
    }

    @Override
    public int codeAt(int row) {
      int at = firstAt(row);
      return at < to && all.rows[at] == row ? all.codes[at] : ABSENT;
    }

    /** The key's first entry of this row or a later one. */
    private int firstAt(int row) {
      int found = Arrays.binarySearch(all.rows, from, to, row);
      return found < 0 ? -found - 1 : found;
    }
  }
}
