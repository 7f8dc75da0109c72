package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of a section, read anywhere where they are mapped, also as packed numbers of a few bits
 * each, lowest bit first. Thread-safe.
 *
 * @throws StoreException from every method, naming file and section, when the place is not in the
 *     section or the file was closed
 */
public final class SectionBytes {
  /** Widest packed number: eight bytes are loaded at once, from the byte its first bit is in. */
  public static final int MAX_PACKED_BITS = 57;

  /** Bytes that must follow the last packed number. */
  public static final int SLACK_BYTES = 8;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final String origin;

  SectionBytes(MemorySegment bytes, String origin) {
    this.bytes = bytes;
    this.origin = origin;
  }

  /** File and section, for messages. */
  public String origin() {
    return origin;
  }

  public long size() {
    return bytes.byteSize();
  }

  public long getLong(long offset) {
    try {
      return bytes.get(LONG, offset);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  /** Reads {@code count} longs of eight bytes. */
  public void getLongs(long offset, int count, long[] into) {
    try {
      MemorySegment.copy(bytes, LONG, offset, into, 0, count);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  /** A copy of some bytes, the caller's own. */
  public byte[] getBytes(long offset, int length) {
    try {
      byte[] copy = new byte[length];
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
      return copy;
    } catch (IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  /**
   * The number at {@code index} of those packed from {@code offset}.
   *
   * @param bits 0 to {@link #MAX_PACKED_BITS}
   */
  public long unpack(long offset, int bits, long index) {
    try {
      long bit = index * bits;
      return bytes.get(LONG, offset + (bit >>> 3)) >>> (bit & 7) & mask(bits);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  /** The first {@code count} numbers of those packed from {@code offset}. */
  public void unpack(long offset, int bits, int count, long[] into) {
    try {
      long mask = mask(bits);
      long bit = 0;
      for (int i = 0; i < count; i++, bit += bits) {
        into[i] = bytes.get(LONG, offset + (bit >>> 3)) >>> (bit & 7) & mask;
      }
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  /** The same with a number added to each, for numbers of at most 31 bits. */
  public void unpack(long offset, int bits, int count, int base, int[] into) {
    try {
      int mask = (int) mask(bits);
      long bit = 0;
      for (int i = 0; i < count; i++, bit += bits) {
        into[i] = base + ((int) (bytes.get(LONG, offset + (bit >>> 3)) >>> (bit & 7)) & mask);
      }
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin, failed);
    }
  }

  private static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
