package io.midwatch.derive.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbered records of longs and references. They are kept in pages of arrays, because millions of
 * them are alive for minutes: no object each, and growing copies nothing. Not thread-safe.
 *
 * <pre>
 * page[n >>> 12]   record n: long 0 … long width-1 | record n+1: …
 * </pre>
 */
final class Records {
  static final int NONE = -1;

  private static final int BITS = 12;
  private static final int MASK = (1 << BITS) - 1;
  private static final int REFERENCE_BYTES = 4;

  private final int width;
  private final int references;
  private long[][] pages = new long[0][];
  private @Nullable Object[][] referencePages = new @Nullable Object[0][];
  private int used;
  private int free = NONE;
  private int size;

  Records(int width, int references) {
    this.width = width;
    this.references = references;
  }

  /** Bytes of one record. */
  int recordBytes() {
    return width * Long.BYTES + references * REFERENCE_BYTES;
  }

  /** Records in use. */
  int size() {
    return size;
  }

  /** The number of a record whose fields hold anything. */
  int take() {
    size++;
    if (free != NONE) {
      int taken = free;
      free = (int) get(taken, 0);
      return taken;
    }
    int page = used >>> BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page + 1);
      pages[page] = new long[width << BITS];
      referencePages = Arrays.copyOf(referencePages, page + 1);
      referencePages[page] = new @Nullable Object[references << BITS];
    }
    return used++;
  }

  /** Its number is given out again. */
  void free(int number) {
    for (int i = 0; i < references; i++) {
      refer(number, i, null);
    }
    set(number, 0, free);
    free = number;
    size--;
  }

  long get(int number, int field) {
    return pages[number >>> BITS][(number & MASK) * width + field];
  }

  void set(int number, int field, long value) {
    pages[number >>> BITS][(number & MASK) * width + field] = value;
  }

  @Nullable Object reference(int number, int position) {
    return referencePages[number >>> BITS][(number & MASK) * references + position];
  }

  void refer(int number, int position, @Nullable Object to) {
    referencePages[number >>> BITS][(number & MASK) * references + position] = to;
  }
}
