package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers distinct values, from {@link Coded#FIRST} in the order they came. A value is a tag and
 * bytes ({@link io.midwatch.storage.columnar.table.ValueBytes}). One thread adds, many find.
 *
 * <p>Open addressing, four longs a slot. Values of up to 16 bytes are in their slot, so that a
 * look-up is one cache miss: nearly all values are that short, and most look-ups find. A slot is
 * written before the code count that covers it, so a reader finds every value whose code is below
 * the count it read, and leaves alone what is newer.
 *
 * <pre>
 * hash, high half | code    bytes 0 to 7    the last 8 bytes    SHORT | length | tag
 * hash, high half | code    0               0                   0         for longer values
 * </pre>
 */
final class Dictionary {
  private static final int FIRST_SLOTS = 8;
  private static final int SLOT_LONGS = 4;
  private static final int SLOT_SHIFT = 2;
  private static final long HASH_MASK = 0xffffffff00000000L;
  private static final int MOST_SHORT = 16;
  private static final long SHORT = 1L << 32;

  private final ByteHash hash;
  private final Arena arena;
  private final AtomicLong memory;
  private final Limits limits;
  private volatile long[] slots = new long[FIRST_SLOTS * SLOT_LONGS];
  private volatile long[] names = new long[Coded.FIRST + FIRST_SLOTS / 2];
  private volatile int codeCount = Coded.FIRST;
  private long bytes;

  /**
   * What a dictionary holds at most.
   *
   * @param entries distinct values
   * @param bytes of all values together
   */
  record Limits(int entries, long bytes) {
    static final Limits VALUES = new Limits(65_536, 16 << 20);

    /** As many values as there are rows; for columns with an index. */
    static final Limits INDEXED = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  Dictionary(ByteHash hash, Arena arena, AtomicLong memory, Limits limits) {
    this.hash = hash;
    this.arena = arena;
    this.memory = memory;
    this.limits = limits;
    memory.addAndGet(Long.BYTES * (long) (slots.length + names.length));
  }

  int codeCount() {
    return codeCount;
  }

  /** The bytes of a code, tag first. */
  ByteSlice bytes(int code) {
    return arena.slice(names[code]);
  }

  /** The code of the value, a new one if need be; {@link Coded#OUTSIDE} when it may not come in. */
  int intern(byte tag, byte[] array, int offset, int length) {
    if (length > MOST_SHORT) {
      return internLong(tag, array, offset, length);
    }
    long first = ByteHash.first(array, offset, length);
    long second = ByteHash.second(array, offset, length);
    long hashed = hash.ofShort(tag, first, second, length);
    int at = shortSlot(slots, hashed, first, second, meta(tag, length), Integer.MAX_VALUE);
    if (at >= 0) {
      return (int) slots[at];
    }
    return hasRoom(length + 1)
        ? add(hashed, ~at, first, second, meta(tag, length), arena.put(tag, array, offset, length))
        : Coded.OUTSIDE;
  }

  private int internLong(byte tag, byte[] array, int offset, int length) {
    long hashed = hash.of(tag, array, offset, length);
    int at = longSlot(slots, hashed, tag, array, offset, length, Integer.MAX_VALUE);
    if (at >= 0) {
      return (int) slots[at];
    }
    return hasRoom(length + 1)
        ? add(hashed, ~at, 0, 0, 0, arena.put(tag, array, offset, length))
        : Coded.OUTSIDE;
  }

  /** As {@link #intern} of the eight bytes of a number. */
  int internNumber(byte tag, long bits) {
    long hashed = hash.ofNumber(tag, bits);
    long meta = meta(tag, Long.BYTES);
    int at = shortSlot(slots, hashed, bits, 0, meta, Integer.MAX_VALUE);
    if (at >= 0) {
      return (int) slots[at];
    }
    return hasRoom(1 + Long.BYTES)
        ? add(hashed, ~at, bits, 0, meta, arena.putNumber(tag, bits))
        : Coded.OUTSIDE;
  }

  /** The code of the value if it is below {@code codeCount}, else {@link Coded#ABSENT}. */
  int find(byte tag, byte[] array, int offset, int length, int belowCode) {
    long[] table = slots; // once: the writer may put another in its place
    if (length > MOST_SHORT) {
      long hashed = hash.of(tag, array, offset, length);
      int at = longSlot(table, hashed, tag, array, offset, length, belowCode);
      return at < 0 ? Coded.ABSENT : (int) table[at];
    }
    long first = ByteHash.first(array, offset, length);
    long second = ByteHash.second(array, offset, length);
    long hashed = hash.ofShort(tag, first, second, length);
    int at = shortSlot(table, hashed, first, second, meta(tag, length), belowCode);
    return at < 0 ? Coded.ABSENT : (int) table[at];
  }

  private static long meta(byte tag, int length) {
    return SHORT | length << Byte.SIZE | tag & 0xff;
  }

  /** Place of the value's slot, or {@code ~place} of the free slot it would get. */
  private static int shortSlot(
      long[] table, long hashed, long first, long second, long meta, int belowCode) {
    int mask = table.length - 1;
    int at = (int) (hashed >>> 32) << SLOT_SHIFT & mask;
    for (long entry; (entry = table[at]) != 0; at = at + SLOT_LONGS & mask) {
      if (table[at + 1] == first
          && table[at + 2] == second
          && table[at + 3] == meta
          && (int) entry < belowCode) {
        return at;
      }
    }
    return ~at;
  }

  private int longSlot(
      long[] table, long hashed, byte tag, byte[] array, int offset, int length, int belowCode) {
    long[] known = names;
    int mask = table.length - 1;
    int at = (int) (hashed >>> 32) << SLOT_SHIFT & mask;
    for (long entry; (entry = table[at]) != 0; at = at + SLOT_LONGS & mask) {
      if (((entry ^ hashed) & HASH_MASK) == 0
          && (int) entry < belowCode
          && table[at + 3] == 0
          && arena.holds(known[(int) entry], tag, array, offset, length)) {
        return at;
      }
    }
    return ~at;
  }

  private boolean hasRoom(int length) {
    return codeCount - Coded.FIRST < limits.entries() && bytes + length <= limits.bytes();
  }

  private int add(long hashed, int at, long first, long second, long meta, long name) {
    int code = codeCount;
    if (code == names.length) {
      memory.addAndGet(Long.BYTES * (long) code);
      names = Arrays.copyOf(names, 2 * code);
    }
    names[code] = name;
    long[] table = slots;
    table[at + 1] = first;
    table[at + 2] = second;
    table[at + 3] = meta;
    table[at] = hashed & HASH_MASK | code;
    bytes += arena.length(name);
    if (4L * (code - 1) > 3L * (table.length >> SLOT_SHIFT)) {
      slots = doubled(table);
    }
    codeCount = code + 1;
    return code;
  }

  private long[] doubled(long[] old) {
    memory.addAndGet(Long.BYTES * (long) old.length);
    long[] table = new long[2 * old.length];
    int mask = table.length - 1;
    for (int from = 0; from < old.length; from += SLOT_LONGS) {
      if (old[from] != 0) {
        int to = (int) (old[from] >>> 32) << SLOT_SHIFT & mask;
        while (table[to] != 0) {
          to = to + SLOT_LONGS & mask;
        }
        System.arraycopy(old, from, table, to, SLOT_LONGS);
      }
    }
    return table;
  }
}
