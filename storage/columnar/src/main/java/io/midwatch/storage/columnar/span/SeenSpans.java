package io.midwatch.storage.columnar.span;

import io.midwatch.model.Span;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Knows which spans are in a table, by their ids; contents are compared only when the ids are
 * equal. Plain open addressing, 20 bytes a slot and two slots a span, for it is asked once per
 * span. Not thread-safe.
 */
final class SeenSpans {
  private static final long KNOWN = 1L << 32;

  private final IntFunction<Span> spans;
  private long[] ids = new long[1024];

  /** Row + 1 by slot, 0 is a free slot. */
  private int[] rows = new int[ids.length];

  /** By slot the content's 32-bit hash and {@link #KNOWN}; 0 until it is first needed. */
  private long[] contents = new long[ids.length];

  private int size;

  /**
   * @param spans reads a row that was added
   */
  SeenSpans(IntFunction<Span> spans) {
    this.spans = spans;
  }

  /**
   * Whether a span of the same ids and content was added.
   *
   * @param id as {@link #id} gives it
   * @param whole the span, asked for only when the ids are those of another
   */
  boolean holds(long id, Supplier<Span> whole) {
    int mask = rows.length - 1;
    long content = 0;
    Span span = null;
    for (int slot = (int) id & mask; rows[slot] != 0; slot = (slot + 1) & mask) {
      if (ids[slot] == id) {
        if (span == null) {
          span = whole.get();
          content = contentOf(span);
        }
        if (contentAt(slot) == content && spans.apply(rows[slot] - 1).equals(span)) {
          return true;
        }
      }
    }
    return false;
  }

  private long contentAt(int slot) {
    if (contents[slot] == 0) {
      contents[slot] = contentOf(spans.apply(rows[slot] - 1));
    }
    return contents[slot];
  }

  private static long contentOf(Span span) {
    return KNOWN | (span.hashCode() & 0xffff_ffffL);
  }

  void add(long id, int row) {
    if (2 * (size + 1) > rows.length) {
      grow();
    }
    put(id, row + 1, 0);
    size++;
  }

  private void put(long id, int rowPlusOne, long content) {
    int mask = rows.length - 1;
    int slot = (int) id & mask;
    while (rows[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    ids[slot] = id;
    rows[slot] = rowPlusOne;
    contents[slot] = content;
  }

  private void grow() {
    long[] oldIds = ids;
    int[] oldRows = rows;
    long[] oldContents = contents;
    ids = new long[2 * oldIds.length];
    rows = new int[ids.length];
    contents = new long[ids.length];
    for (int i = 0; i < oldRows.length; i++) {
      if (oldRows[i] != 0) {
        put(oldIds[i], oldRows[i], oldContents[i]);
      }
    }
  }

  /** All 192 bits of the ids mixed into 64. */
  static long id(long traceIdHigh, long traceIdLow, long spanId) {
    long hash = mix(spanId);
    hash = mix(hash ^ traceIdLow);
    return mix(hash ^ traceIdHigh);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
