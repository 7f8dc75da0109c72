package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of a section, read anywhere where they are mapped, also as packed numbers of a few bits
 * each, lowest bit first. The section's checksum is compared before the first of them is read, not
 * when the section is opened: a store with many files opens them all when it starts. Thread-safe.
 *
 * @throws StoreException from every method that reads, naming file and section, when the checksum
 *     is wrong, the place is not in the section or the file was closed
 */
public final class SectionBytes {
  /** Widest packed number: eight bytes are loaded at once, from the byte its first bit is in. */
  public static final int MAX_PACKED_BITS = 57;

  /** Bytes that must follow the last packed number. */
  public static final int SLACK_BYTES = 8;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SectionFile file;
  private final Section section;
  private final MemorySegment bytes;

  /** Whether the bytes are known to be right; threads may find out at once, to the same end. */
  private boolean checked;

  SectionBytes(SectionFile file, Section section, MemorySegment bytes) {
    this.file = file;
    this.section = section;
    this.bytes = bytes;
  }

  /** File and section, for messages. */
  public String origin() {
    return file.origin(section.name());
  }

  public long size() {
    return bytes.byteSize();
  }

  private MemorySegment checked() {
    if (!checked) {
      file.require(section);
      checked = true;
    }
    return bytes;
  }

  public long getLong(long offset) {
    try {
      return checked().get(LONG, offset);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
    }
  }

  /** Reads {@code count} longs of eight bytes. */
  public void getLongs(long offset, int count, long[] into) {
    try {
      MemorySegment.copy(checked(), LONG, offset, into, 0, count);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
    }
  }

  /** A copy of some bytes, the caller's own. */
  public byte[] getBytes(long offset, int length) {
    try {
      byte[] copy = new byte[length];
      MemorySegment.copy(checked(), ValueLayout.JAVA_BYTE, offset, copy, 0, length);
      return copy;
    } catch (IllegalStateException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
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
      return checked().get(LONG, offset + (bit >>> 3)) >>> (bit & 7) & mask(bits);
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
    }
  }

  /** The first {@code count} numbers of those packed from {@code offset}. */
  public void unpack(long offset, int bits, int count, long[] into) {
    try {
      MemorySegment packed = checked();
      long mask = mask(bits);
      long bit = 0;
      for (int i = 0; i < count; i++, bit += bits) {
        into[i] = packed.get(LONG, offset + (bit >>> 3)) >>> (bit & 7) & mask;
      }
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
    }
  }

  /** The same with a number added to each, for numbers of at most 31 bits. */
  public void unpack(long offset, int bits, int count, int base, int[] into) {
    try {
      MemorySegment packed = checked();
      int mask = (int) mask(bits);
      long bit = 0;
      for (int i = 0; i < count; i++, bit += bits) {
        into[i] = base + ((int) (packed.get(LONG, offset + (bit >>> 3)) >>> (bit & 7)) & mask);
      }
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw SectionFile.failure(origin(), failed);
    }
  }

  private static long mask(int bits) {
    return (1L << bits) - 1;
  }
}
