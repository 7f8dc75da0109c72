package io.midwatch.storage.columnar.query;

import java.util.Arrays;

/**
 * Gives pairs of small numbers numbers of their own, counted from 0: a table while that is small,
 * else a hash. Not thread-safe.
 */
final class PairNumbers {
  /** No number is left for the pair. */
  static final int NONE = -1;

  /** Cells of the table before pairs are hashed instead. */
  private static final int MOST_CELLS = 1 << 20;

  /** Pairs that get a number. */
  private static final int MOST = 1 << 20;

  private int[][] table = new int[16][];
  private int cells;
  private boolean hashing;
  private long[] keys = new long[0];
  private int[] values = new int[0];
  private int size;

  int number(int left, int right) {
    if (hashing) {
      return hashed(left, right);
    }
    int[] row = left < table.length ? table[left] : null;
    if (row != null && right < row.length && row[right] != 0) {
      return row[right] - 1;
    }
    return add(left, right);
  }

  private int add(int left, int right) {
    if (left >= table.length) {
      table = Arrays.copyOf(table, Math.max(left + 1, 2 * table.length));
    }
    int[] row = table[left];
    int length = row == null ? 0 : row.length;
    if (right >= length) {
      int longer = Math.max(right + 1, Math.max(4, 2 * length));
      cells += longer - length;
      if (cells > MOST_CELLS) {
        hash();
        return hashed(left, right);
      }
      row = row == null ? new int[longer] : Arrays.copyOf(row, longer);
      table[left] = row;
    }
    if (row == null || size == MOST) {
      return NONE;
    }
    row[right] = ++size;
    return size - 1;
  }

  private void hash() {
    hashing = true;
    keys = new long[1 << 12];
    values = new int[1 << 12];
    while (keys.length < 4 * size) {
      keys = new long[2 * keys.length];
      values = new int[keys.length];
    }
    for (int left = 0; left < table.length; left++) {
      int[] row = table[left];
      for (int right = 0; row != null && right < row.length; right++) {
        if (row[right] != 0) {
          put(key(left, right), row[right]);
        }
      }
    }
    table = new int[0][];
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 40) & (keys.length - 1);
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void put(long key, int value) {
    int slot = slot(key);
    keys[slot] = key;
    values[slot] = value;
  }

  private int hashed(int left, int right) {
    long key = key(left, right);
    int slot = slot(key);
    if (values[slot] != 0) {
      return values[slot] - 1;
    }
    if (size == MOST) {
      return NONE;
    }
    size++;
    keys[slot] = key;
    values[slot] = size;
    if (2 * size > keys.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        put(oldKeys[i], oldValues[i]);
      }
    }
  }
}
