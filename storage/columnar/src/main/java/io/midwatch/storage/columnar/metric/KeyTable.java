package io.midwatch.storage.columnar.metric;

import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made of these bytes before, found without making anything. Open addressing; when it
 * holds too much it forgets everything, so it must be able to make each value again. Not
 * thread-safe.
 */
final class KeyTable<V> {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final int mostEntries;
  private @Nullable Entry<V>[] slots = newSlots(64);
  private int size;
  private long keyBytes;

  /** What was found last. */
  private @Nullable Entry<V> last;

  private static final class Entry<V> {
    private final long hash;
    private final byte[] key;
    private final V value;

    /** What was found after it the last time. */
    private @Nullable Entry<V> next;

    Entry(long hash, byte[] key, V value) {
      this.hash = hash;
      this.key = key;
      this.value = value;
    }

    boolean is(ByteSlice other) {
      int from = other.offset();
      return Arrays.equals(key, 0, key.length, other.array(), from, from + other.length());
    }
  }

  KeyTable(int mostEntries) {
    this.mostEntries = mostEntries;
  }

  /**
   * The value of these bytes, made now when it is not known. Senders repeat themselves in one
   * order: what followed the last time is compared before anything is hashed (a third of the
   * appending of points went into slots out of the cache; bench metrics).
   */
  V find(ByteSlice key, Supplier<V> make) {
    Entry<V> before = last;
    Entry<V> expected = before == null ? null : before.next;
    if (expected != null && expected.is(key)) {
      last = expected;
      return expected.value;
    }
    Entry<V> found = look(key, make);
    if (before != null) {
      before.next = found;
    }
    last = found;
    return found.value;
  }

  private Entry<V> look(ByteSlice key, Supplier<V> make) {
    long hash = hash(key);
    int at = (int) hash & (slots.length - 1);
    for (Entry<V> known = slots[at]; known != null; known = slots[at]) {
      if (known.hash == hash && known.is(key)) {
        return known;
      }
      at = (at + 1) & (slots.length - 1);
    }
    byte[] copy = key.copy();
    Entry<V> made = new Entry<>(hash, copy, make.get());
    put(made);
    return made;
  }

  /** Bytes of the keys and slots, roughly. */
  long memoryBytes() {
    return keyBytes + 4L * slots.length + 72L * size;
  }

  private void put(Entry<V> entry) {
    if (size >= mostEntries) {
      slots = newSlots(64);
      last = null;
      size = 0;
      keyBytes = 0;
    } else if (size * 2 >= slots.length) {
      @Nullable Entry<V>[] before = slots;
      slots = newSlots(before.length * 2);
      for (Entry<V> each : before) {
        if (each != null) {
          insert(each);
        }
      }
    }
    insert(entry);
    size++;
    keyBytes += entry.key.length;
  }

  private void insert(Entry<V> entry) {
    int at = (int) entry.hash & (slots.length - 1);
    while (slots[at] != null) {
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = entry;
  }

  @SuppressWarnings("unchecked") // arrays of generic types cannot be made otherwise
  private static <V> @Nullable Entry<V>[] newSlots(int length) {
    return (@Nullable Entry<V>[]) new Entry<?>[length];
  }

  private static long hash(ByteSlice key) {
    byte[] array = key.array();
    int at = key.offset();
    int end = at + key.length();
    long hash = key.length() * MIX;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(array, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | array[at] & 0xFF;
    }
    return mix(hash ^ rest);
  }

  private static long mix(long value) {
    long product = value * MIX;
    return product ^ product >>> 32;
  }
}
