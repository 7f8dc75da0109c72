package io.midwatch.storage.columnar.row;

import java.util.Arrays;

/**
 * Maps tuples of codes to a code. A plain open-addressing table, for it is asked once per row. Not
 * thread-safe while it is filled.
 *
 * <pre>
 * keys[slot * width …]   codes[slot]
 * 2 7 0                  5 + 1          0 is a free slot
 * </pre>
 */
public final class TupleCodes {
  /** Of a tuple that is not here. */
  public static final int UNKNOWN = -1;

  private final int width;
  private int[] keys;
  private int[] codes = new int[64];
  private int size;

  /**
   * @param width codes of a tuple
   */
  public TupleCodes(int width) {
    this.width = width;
    this.keys = new int[codes.length * width];
  }

  TupleCodes copy() {
    TupleCodes copy = new TupleCodes(width);
    copy.keys = keys.clone();
    copy.codes = codes.clone();
    copy.size = size;
    return copy;
  }

  /** Bytes in memory. */
  long sizeBytes() {
    return Integer.BYTES * (long) (keys.length + codes.length);
  }

  public int size() {
    return size;
  }

  /** Takes a tuple, valid during the call, and its code. */
  interface Each {
    void accept(int[] tuple, int code);
  }

  void forEach(Each each) {
    int[] tuple = new int[width];
    for (int slot = 0; slot < codes.length; slot++) {
      if (codes[slot] != 0) {
        System.arraycopy(keys, slot * width, tuple, 0, width);
        each.accept(tuple, codes[slot] - 1);
      }
    }
  }

  /** The code of a tuple, not negative; {@link #UNKNOWN} when there is none. */
  public int find(int[] tuple) {
    return codes[slot(tuple)] - 1;
  }

  /** Adds a tuple that is not here yet. */
  public void put(int[] tuple, int code) {
    if (2 * size >= codes.length) {
      grow();
    }
    add(tuple, code);
  }

  private void add(int[] tuple, int code) {
    int slot = slot(tuple);
    System.arraycopy(tuple, 0, keys, slot * width, width);
    codes[slot] = code + 1;
    size++;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldCodes = codes;
    codes = new int[2 * oldCodes.length];
    keys = new int[codes.length * width];
    size = 0;
    int[] tuple = new int[width];
    for (int i = 0; i < oldCodes.length; i++) {
      if (oldCodes[i] != 0) {
        System.arraycopy(oldKeys, i * width, tuple, 0, width);
        add(tuple, oldCodes[i] - 1);
      }
    }
  }

  private int slot(int[] tuple) {
    int hash = 0;
    for (int i = 0; i < width; i++) {
      hash = (hash ^ tuple[i]) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    int mask = codes.length - 1;
    int slot = hash & mask;
    while (codes[slot] != 0
        && !Arrays.equals(keys, slot * width, slot * width + width, tuple, 0, width)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
