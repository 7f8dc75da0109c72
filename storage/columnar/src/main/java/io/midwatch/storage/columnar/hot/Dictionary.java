package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers distinct values, from {@link Coded#FIRST} in the order they came. A value is a tag and
 * bytes ({@link io.midwatch.storage.columnar.table.ValueBytes}). One thread adds, many find.
 *
 * <p>Open addressing: a slot is 0 or the high half of the hash and the code. A slot is written
 * before the code count that covers it, so a reader finds every value whose code is below the count
 * it read, and leaves alone what is newer.
 */
final class Dictionary {
  private static final int FIRST_SLOTS = 8;
  private static final long HASH_MASK = 0xffffffff00000000L;

  private final ByteHash hash;
  private final Arena arena;
  private final AtomicLong memory;
  private final Limits limits;
  private volatile long[] slots = new long[FIRST_SLOTS];
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
    long hashed = hash.of(tag, array, offset, length);
    long[] table = slots;
    long[] known = names;
    int mask = table.length - 1;
    int slot = (int) (hashed >>> 32) & mask;
    for (long entry; (entry = table[slot]) != 0; slot = (slot + 1) & mask) {
      if (((entry ^ hashed) & HASH_MASK) == 0
          && arena.holds(known[(int) entry], tag, array, offset, length)) {
        return (int) entry;
      }
    }
    return hasRoom(length + 1)
        ? add(hashed, slot, arena.put(tag, array, offset, length))
        : Coded.OUTSIDE;
  }

  /** As {@link #intern} of the eight bytes of a number. */
  int internNumber(byte tag, long bits) {
    long hashed = hash.ofNumber(tag, bits);
    long[] table = slots;
    long[] known = names;
    int mask = table.length - 1;
    int slot = (int) (hashed >>> 32) & mask;
    for (long entry; (entry = table[slot]) != 0; slot = (slot + 1) & mask) {
      if (((entry ^ hashed) & HASH_MASK) == 0 && arena.holdsNumber(known[(int) entry], tag, bits)) {
        return (int) entry;
      }
    }
    return hasRoom(1 + Long.BYTES) ? add(hashed, slot, arena.putNumber(tag, bits)) : Coded.OUTSIDE;
  }

  /** The code of the value if it is below {@code codeCount}, else {@link Coded#ABSENT}. */
  int find(byte tag, byte[] array, int offset, int length, int belowCode) {
    long hashed = hash.of(tag, array, offset, length);
    long[] table = slots;
    long[] known = names;
    int mask = table.length - 1;
    long entry;
    for (int slot = (int) (hashed >>> 32) & mask;
        (entry = table[slot]) != 0;
        slot = (slot + 1) & mask) {
      if (((entry ^ hashed) & HASH_MASK) == 0
          && (int) entry < belowCode
          && arena.holds(known[(int) entry], tag, array, offset, length)) {
        return (int) entry;
      }
    }
    return Coded.ABSENT;
  }

  private boolean hasRoom(int length) {
    return codeCount - Coded.FIRST < limits.entries() && bytes + length <= limits.bytes();
  }

  private int add(long hashed, int slot, long name) {
    int code = codeCount;
    if (code == names.length) {
      memory.addAndGet(Long.BYTES * (long) code);
      names = Arrays.copyOf(names, 2 * code);
    }
    names[code] = name;
    slots[slot] = hashed & HASH_MASK | code;
    bytes += arena.length(name);
    if (4L * (code - 1) > 3L * slots.length) {
      slots = doubled(slots);
    }
    codeCount = code + 1;
    return code;
  }

  private long[] doubled(long[] old) {
    memory.addAndGet(Long.BYTES * (long) old.length);
    long[] table = new long[2 * old.length];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
    return table;
  }
}
