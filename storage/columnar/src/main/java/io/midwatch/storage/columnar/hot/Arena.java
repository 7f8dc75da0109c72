package io.midwatch.storage.columnar.hot;

import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes kept one after the other in chunks, each run named by a long; 0 is the empty run. One
 * thread adds; a reader that learnt a name through a volatile read sees its bytes.
 *
 * <pre>
 * name = chunk (20 bits) | offset (20 bits) | length (24 bits); all length bits set: the whole chunk
 * </pre>
 */
final class Arena {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_CHUNK = 1 << 14;
  private static final int LAST_CHUNK = 1 << 20;
  private static final int CHUNK_SHIFT = 44;
  private static final int OFFSET_SHIFT = 24;
  private static final int OFFSET_MASK = (1 << 20) - 1;
  private static final int WHOLE = (1 << 24) - 1;

  /** Longer runs get a chunk of their own. */
  private static final int OWN_CHUNK = 1 << 16;

  private final AtomicLong memory;
  private volatile byte[][] chunks = new byte[8][];
  private int chunkCount;
  private int current = -1;
  private byte[] tail = new byte[0];
  private int used;

  /**
   * @param memory where the bytes of the chunks are counted
   */
  Arena(AtomicLong memory) {
    this.memory = memory;
  }

  long put(byte[] array, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    long name = reserve(length);
    System.arraycopy(array, offset, bytes(name), offset(name), length);
    return name;
  }

  /** A run of the tag and the bytes. */
  long put(byte tag, byte[] array, int offset, int length) {
    long name = reserve(length + 1);
    byte[] bytes = bytes(name);
    int to = offset(name);
    bytes[to] = tag;
    System.arraycopy(array, offset, bytes, to + 1, length);
    return name;
  }

  /** A run of the tag and the eight bytes of a number. */
  long putNumber(byte tag, long bits) {
    long name = reserve(1 + Long.BYTES);
    bytes(name)[offset(name)] = tag;
    LONGS.set(bytes(name), offset(name) + 1, bits);
    return name;
  }

  private long reserve(int length) {
    if (length > OWN_CHUNK) {
      return (long) add(new byte[length]) << CHUNK_SHIFT | WHOLE;
    }
    if (length > tail.length - used) {
      tail = new byte[Math.max(length, Math.clamp(2L * tail.length, FIRST_CHUNK, LAST_CHUNK))];
      current = add(tail);
      used = 0;
    }
    long name = (long) current << CHUNK_SHIFT | (long) used << OFFSET_SHIFT | length;
    used += length;
    return name;
  }

  private int add(byte[] chunk) {
    byte[][] all = chunks;
    if (chunkCount == all.length) {
      all = Arrays.copyOf(all, 2 * chunkCount);
    }
    all[chunkCount] = chunk;
    chunks = all;
    memory.addAndGet(chunk.length);
    return chunkCount++;
  }

  /** The array that holds the run. */
  byte[] bytes(long name) {
    return chunks[(int) (name >>> CHUNK_SHIFT)];
  }

  static int offset(long name) {
    return (int) (name >>> OFFSET_SHIFT) & OFFSET_MASK;
  }

  int length(long name) {
    int length = (int) name & WHOLE;
    return length == WHOLE ? bytes(name).length : length;
  }

  ByteSlice slice(long name) {
    return name == 0
        ? new ByteSlice()
        : new ByteSlice().set(bytes(name), offset(name), length(name));
  }

  /** Whether the run is the tag and these bytes. */
  boolean holds(long name, byte tag, byte[] array, int offset, int length) {
    int at = offset(name);
    byte[] bytes = bytes(name);
    return length(name) == length + 1
        && bytes[at] == tag
        && ByteHash.same(bytes, at + 1, array, offset, length);
  }
}
