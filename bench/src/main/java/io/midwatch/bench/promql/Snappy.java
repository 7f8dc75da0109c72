package io.midwatch.bench.promql;

import java.util.Arrays;

/**
 * Snappy's block format without looking for repetitions: remote write takes nothing else, and on
 * one machine there is nothing to save.
 *
 * <p>Source: Snappy, format_description.txt.
 */
final class Snappy {
  private static final int MOST = 1 << 16;

  private Snappy() {}

  static byte[] stored(byte[] bytes) {
    byte[] block = new byte[bytes.length + 5 + 3 * (bytes.length / MOST + 1)];
    int at = 0;
    int rest = bytes.length;
    for (; rest >= 0x80; rest >>>= 7) {
      block[at++] = (byte) (rest | 0x80);
    }
    block[at++] = (byte) rest;
    for (int from = 0; from < bytes.length; from += MOST) {
      int length = Math.min(MOST, bytes.length - from);
      block[at++] = (byte) (61 << 2); // a literal whose length less one follows in two bytes
      block[at++] = (byte) (length - 1);
      block[at++] = (byte) (length - 1 >>> 8);
      System.arraycopy(bytes, from, block, at, length);
      at += length;
    }
    return Arrays.copyOf(block, at);
  }
}
