package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of all rows, row after row, one int each: a column per key would cost four bytes a
 * row and key, and most rows do not have most keys.
 *
 * <pre>
 * entries  http.route = 2 | user.id = 17 | http.route = 3      key number (10 bits) | code (17 bits)
 * ends     2, 3                                                 row 0 has entries 0 and 1, row 1 has 2
 * </pre>
 */
final class AttributeRows {
  static final int MOST_KEYS = 1024;
  private static final int CODE_BITS = 17;
  private static final int CODE_MASK = (1 << CODE_BITS) - 1;

  /** Dictionaries want a tag; keys all have this one. */
  private static final byte KEY = 1;

  private final ByteHash hash;
  private final Arena arena;
  private final AtomicLong memory;
  private final IntRows entries;
  private final IntRows ends;
  private final Dictionary keys;

  /** By number. */
  private volatile AttributeColumn[] columns = new AttributeColumn[16];

  /** Written after a column is in its place. */
  private volatile int columnCount;

  private int length;
  private int rowStart;
  private long serial = 1;
  private @Nullable AttributeColumn firstOfRow;
  private @Nullable AttributeColumn last;

  AttributeRows(ByteHash hash, Arena arena, AtomicLong memory) {
    this.hash = hash;
    this.arena = arena;
    this.memory = memory;
    entries = new IntRows(memory);
    ends = new IntRows(memory);
    keys = new Dictionary(hash, arena, memory, new Dictionary.Limits(MOST_KEYS, Long.MAX_VALUE));
  }

  void open(int row) {
    ends.open(row);
  }

  /** The column of a key, made if need be; null when there are too many, or the key is too long. */
  @Nullable AttributeColumn column(ByteSlice key) {
    // Rows repeat the order of their keys, so the one that followed last time is tried first.
    AttributeColumn guess = last == null ? firstOfRow : last.follower;
    if (guess == null || !guess.isNamed(key)) {
      guess = other(key);
      if (guess == null) {
        return null;
      }
    }
    last = guess;
    return guess;
  }

  /** The one that followed the time before, for two sorts of rows may take turns, or any other. */
  private @Nullable AttributeColumn other(ByteSlice key) {
    if (last == null) {
      AttributeColumn column = lookUp(key);
      firstOfRow = column == null ? firstOfRow : column;
      return column;
    }
    AttributeColumn earlier = last.earlierFollower;
    AttributeColumn column = earlier != null && earlier.isNamed(key) ? earlier : lookUp(key);
    if (column != null) {
      last.earlierFollower = last.follower;
      last.follower = column;
    }
    return column;
  }

  private @Nullable AttributeColumn lookUp(ByteSlice key) {
    if (key.length() > ValueColumn.MOST_BYTES) {
      return null;
    }
    int code = keys.intern(KEY, key.array(), key.offset(), key.length());
    if (code == Coded.OUTSIDE) {
      return null;
    }
    int number = code - Coded.FIRST;
    return number < columnCount ? columns[number] : add(number, key);
  }

  private AttributeColumn add(int number, ByteSlice key) {
    AttributeColumn[] all = columns;
    if (number == all.length) {
      all = Arrays.copyOf(all, 2 * number);
    }
    ValueColumn values = new ValueColumn(hash, arena, memory, Dictionary.Limits.VALUES);
    AttributeColumn column = new AttributeColumn(number, key, values);
    all[number] = column;
    columns = all;
    columnCount = number + 1;
    return column;
  }

  /** Gives the row being written a code of the key, instead of the one it has. */
  void put(AttributeColumn column, int row, int code) {
    int entry = column.number << CODE_BITS | code;
    if (column.serial == serial) {
      entries.change(column.position, entry);
      return;
    }
    column.serial = serial;
    column.position = length;
    entries.open(length);
    entries.set(length++, entry);
    int block = row >>> IntRows.SHIFT;
    if (column.filledBlock != block) {
      column.filledBlock = block;
      column.values.fill(block);
    }
    if (column.firstRow > row) {
      column.firstRow = row;
    }
  }

  void end(int row) {
    shut(row);
    next();
  }

  /** Ends the row for a reader; more may still be put into it. */
  void shut(int row) {
    ends.set(row, length);
  }

  int columnCount() {
    return columnCount;
  }

  AttributeColumn column(int number) {
    return columns[number];
  }

  /** The number of a key, {@link LastRow#UNKNOWN_KEY} when no row has it. */
  int number(String name) {
    ByteSlice key = ByteSlice.ofUtf8(name);
    int belowCode = Coded.FIRST + columnCount;
    int code = keys.find(KEY, key.array(), key.offset(), key.length(), belowCode);
    return code == Coded.ABSENT ? LastRow.UNKNOWN_KEY : code - Coded.FIRST;
  }

  /** The code of the row that ended last, unless another was cancelled since. */
  int codeInLastRow(AttributeColumn column) {
    return column.serial == serial - 1 ? entries.at(column.position) & CODE_MASK : Coded.ABSENT;
  }

  void cancel(int row) {
    for (int at = rowStart; at < length; at++) {
      AttributeColumn column = columns[entries.at(at) >>> CODE_BITS];
      if (column.firstRow == row) {
        column.firstRow = Integer.MAX_VALUE;
      }
    }
    length = rowStart;
    next();
  }

  private void next() {
    rowStart = length;
    serial++;
    last = null;
  }

  Coded view(String name, int rows) {
    ByteSlice key = ByteSlice.ofUtf8(name);
    int belowCode = Coded.FIRST + columnCount;
    int code = keys.find(KEY, key.array(), key.offset(), key.length(), belowCode);
    if (code == Coded.ABSENT) {
      return Coded.NONE;
    }
    AttributeColumn column = columns[code - Coded.FIRST];
    return column.firstRow < rows ? new View(this, column, rows) : Coded.NONE;
  }

  /** The entries of rows below {@code rows} by key: counted, then put where they belong. */
  ArrangedAttributes arranged(int rows) {
    int total = startOf(rows);
    int[] starts = new int[columnCount + 1];
    for (int at = 0; at < total; at++) {
      starts[(entries.at(at) >>> CODE_BITS) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] rowsOf = new int[total];
    int[] codes = new int[total];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      for (int end = ends.at(row); at < end; at++) {
        int entry = entries.at(at);
        int place = next[entry >>> CODE_BITS]++;
        rowsOf[place] = row;
        codes[place] = entry & CODE_MASK;
      }
    }
    return new ArrangedAttributes(this, rows, starts, rowsOf, codes);
  }

  /** The keys of rows below {@code rows}, in the order they came. */
  Set<String> names(int rows) {
    Set<String> names = new LinkedHashSet<>();
    int count = columnCount;
    AttributeColumn[] all = columns;
    for (int i = 0; i < count; i++) {
      if (all[i].firstRow < rows) {
        names.add(all[i].name());
      }
    }
    return names;
  }

  /** The keys of one row, in the order they came in any. */
  Set<String> namesOf(int row) {
    int[] numbers = new int[ends.at(row) - startOf(row)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = entries.at(startOf(row) + i) >>> CODE_BITS;
    }
    Arrays.sort(numbers);
    Set<String> names = LinkedHashSet.newLinkedHashSet(numbers.length);
    for (int number : numbers) {
      names.add(columns[number].name());
    }
    return names;
  }

  private int startOf(int row) {
    return row == 0 ? 0 : ends.at(row - 1);
  }

  private static final class View extends ValueView {
    private final AttributeRows all;
    private final int number;

    View(AttributeRows all, AttributeColumn column, int rows) {
      super(column.values, rows);
      this.all = all;
      this.number = column.number;
    }

    @Override
    public void read(int block, int[] into) {
      int rows = rowsOf(block);
      Arrays.fill(into, 0, rows, ABSENT);
      if (!any(block)) {
        return;
      }
      int at = all.startOf(block * Table.BLOCK_ROWS);
      int[] rowEnds = all.ends.block(block);
      int[] entries = new int[0];
      int loaded = -1;
      for (int row = 0; row < rows; row++) {
        for (int end = rowEnds[row]; at < end; at++) {
          if (at >>> IntRows.SHIFT != loaded) {
            loaded = at >>> IntRows.SHIFT;
            entries = all.entries.block(loaded);
          }
          int entry = entries[at & IntRows.MASK];
          if (entry >>> CODE_BITS == number) {
            into[row] = entry & CODE_MASK;
          }
        }
      }
    }

    @Override
    public int codeAt(int row) {
      int end = all.ends.at(row);
      for (int at = all.startOf(row); at < end; at++) {
        int entry = all.entries.at(at);
        if (entry >>> CODE_BITS == number) {
          return entry & CODE_MASK;
        }
      }
      return ABSENT;
    }
  }
}
