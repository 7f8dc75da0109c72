package io.midwatch.storage.columnar.hot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of a tag and the bytes behind it, and their comparison, eight bytes at a time: each
 * step folds the high and low half of a 128-bit product. The seed differs from table to table, so
 * that nobody can send values that all fall into one place.
 */
final class ByteHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9e3779b97f4a7c15L;
  private static final long LENGTH_FACTOR = 0xd6e8feb86659fd93L;

  private final long seed;

  ByteHash(long seed) {
    this.seed = mix(seed ^ LENGTH_FACTOR);
  }

  long of(byte tag, byte[] array, int offset, int length) {
    long hash = start(tag, length);
    int end = offset + length;
    int at = offset;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(array, at));
    }
    if (at < end) {
      hash = mix(hash ^ tail(array, offset, end, length));
    }
    return mix(hash);
  }

  /** The hash {@link #of} gives the eight bytes of a number, lowest first. */
  long ofNumber(byte tag, long bits) {
    return mix(mix(start(tag, Long.BYTES) ^ bits));
  }

  /** The hash {@link #of} gives up to 16 bytes that {@link #first} and {@link #second} gave. */
  long ofShort(byte tag, long first, long second, int length) {
    long hash = start(tag, length);
    if (length > 0) {
      hash = mix(hash ^ first);
    }
    if (length > Long.BYTES) {
      hash = mix(hash ^ second);
    }
    return mix(hash);
  }

  /** The first eight bytes, or all of fewer. With length and {@link #second} all of up to 16. */
  static long first(byte[] array, int offset, int length) {
    if (length >= Long.BYTES) {
      return (long) LONGS.get(array, offset);
    }
    return length == 0 ? 0 : tail(array, offset, offset + length, length);
  }

  /** The last eight of more than eight bytes, else 0. */
  static long second(byte[] array, int offset, int length) {
    return length > Long.BYTES ? (long) LONGS.get(array, offset + length - Long.BYTES) : 0;
  }

  /** Whether the bytes are the same; on the few bytes of a value faster than a call of Arrays. */
  static boolean same(byte[] one, int oneOffset, byte[] other, int otherOffset, int length) {
    if (length >= Long.BYTES) {
      int last = length - Long.BYTES;
      for (int i = 0; i < last; i += Long.BYTES) {
        if ((long) LONGS.get(one, oneOffset + i) != (long) LONGS.get(other, otherOffset + i)) {
          return false;
        }
      }
      return (long) LONGS.get(one, oneOffset + last) == (long) LONGS.get(other, otherOffset + last);
    }
    for (int i = 0; i < length; i++) {
      if (one[oneOffset + i] != other[otherOffset + i]) {
        return false;
      }
    }
    return true;
  }

  private long start(byte tag, int length) {
    return seed ^ (tag * FACTOR) ^ (length * LENGTH_FACTOR);
  }

  /** The last bytes; they may overlap bytes hashed before. */
  private static long tail(byte[] array, int offset, int end, int length) {
    if (length >= Long.BYTES) {
      return (long) LONGS.get(array, end - Long.BYTES);
    }
    if (length >= Integer.BYTES) {
      return (int) INTS.get(array, offset) & 0xffffffffL
          | (long) (int) INTS.get(array, end - Integer.BYTES) << 32;
    }
    return array[offset] & 0xff
        | (array[offset + (length >> 1)] & 0xff) << 8
        | (array[end - 1] & 0xff) << 16;
  }

  private static long mix(long value) {
    return Math.multiplyHigh(value, FACTOR) ^ value * FACTOR;
  }
}
