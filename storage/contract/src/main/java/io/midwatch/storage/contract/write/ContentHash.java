package io.midwatch.storage.contract.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 128 bits of a hash over a request's uncompressed bytes; equal bytes have equal hashes, in every
 * process and for good, because the log keeps them. Two different requests of one source share a
 * hash by chance once in 2^128 pairs. It is no cryptographic hash: a sender who forges two requests
 * with one hash loses the second of them, and nobody else does, for hashes are only compared within
 * one source.
 *
 * <p>Source: MurmurHash3_x64_128 by Austin Appleby (public domain), seed 0. Every step keeps all of
 * the state, so that no input can wipe out what came before it. {@code IngestKernels.contentHash}
 * measures it.
 */
public record ContentHash(long high, long low) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK_BYTES = 16;
  private static final long FACTOR_1 = 0x87c37b91114253d5L;
  private static final long FACTOR_2 = 0x4cf5ad432745937fL;

  /** The hash of the bytes. */
  public static ContentHash of(byte[] bytes) {
    long high = 0;
    long low = 0;
    int at = 0;
    for (; bytes.length - at >= BLOCK_BYTES; at += BLOCK_BYTES) {
      high ^= first((long) LONGS.get(bytes, at));
      high = (Long.rotateLeft(high, 27) + low) * 5 + 0x52dce729;
      low ^= second((long) LONGS.get(bytes, at + Long.BYTES));
      low = (Long.rotateLeft(low, 31) + high) * 5 + 0x38495ab5;
    }
    high ^= first(tail(bytes, at));
    low ^= second(tail(bytes, at + Long.BYTES));
    high ^= bytes.length;
    low ^= bytes.length;
    high += low;
    low += high;
    high = spread(high);
    low = spread(low);
    high += low;
    return new ContentHash(high, low + high);
  }

  private static long first(long block) {
    return Long.rotateLeft(block * FACTOR_1, 31) * FACTOR_2;
  }

  private static long second(long block) {
    return Long.rotateLeft(block * FACTOR_2, 33) * FACTOR_1;
  }

  /** Up to eight bytes, the lowest first; 0 when there is none. */
  private static long tail(byte[] bytes, int from) {
    long value = 0;
    for (int at = Math.min(bytes.length, from + Long.BYTES) - 1; at >= from; at--) {
      value = value << Byte.SIZE | bytes[at] & 0xff;
    }
    return value;
  }

  /** Lets every bit of the input change every bit of the output with even odds. */
  private static long spread(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
