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

  private record Entry<V>(long hash, byte[] key, V value) {
    boolean is(long otherHash, ByteSlice other) {
      int from = other.offset();
      return hash == otherHash
          && Arrays.equals(key, 0, key.length, other.array(), from, from + other.length());
    }
  }

  KeyTable(int mostEntries) {
    this.mostEntries = mostEntries;
  }

  /** The value of these bytes, made now when it is not known. */
  V find(ByteSlice key, Supplier<V> make) {
    long hash = hash(key);
    int at = (int) hash & (slots.length - 1);
    for (Entry<V> known = slots[at]; known != null; known = slots[at]) {
      if (known.is(hash, key)) {
        return known.value;
      }
      at = (at + 1) & (slots.length - 1);
    }
    byte[] copy = key.copy();
    V value = make.get();
    put(new Entry<>(hash, copy, value));
    return value;
  }

  /** Bytes of the keys and slots, roughly. */
  long memoryBytes() {
    return keyBytes + 4L * slots.length + 64L * size;
  }

  private void put(Entry<V> entry) {
    if (size >= mostEntries) {
      slots = newSlots(64);
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
