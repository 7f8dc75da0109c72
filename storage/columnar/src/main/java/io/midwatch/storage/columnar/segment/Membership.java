package io.midwatch.storage.columnar.segment;

import io.midwatch.storage.columnar.file.DataSink;

/*
 * A split-block Bloom filter: a hash chooses 32 bytes, and in each of their eight 4-byte words one
 * bit. About 1 of 200 absent hashes passes at 12 bits a hash.
 *
 * Source: F. Putze, P. Sanders, J. Singler, "Cache-, Hash- and Space-Efficient Bloom Filters", 2007,
 * as in Apache Parquet's BloomFilter.md.
 */

/** Says which hashes cannot be in a set. */
final class Membership {
  static final int WORDS = 4;

  /** Bits a hash where 1 of 200 absent ones may pass. */
  static final int BITS_PER_HASH = 12;

  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private Membership() {}

  /** Longs a filter of so many hashes has, at most {@code maxBytes}; a multiple of four. */
  static int longsFor(int hashes, int bitsPerHash, int maxBytes) {
    long bytes = Math.min(maxBytes, ((long) hashes * bitsPerHash + 7) / 8);
    return Math.toIntExact((bytes + 31) / 32 * WORDS);
  }

  static void add(long[] filter, long hash) {
    int block = block(filter.length, hash);
    for (int i = 0; i < WORDS; i++) {
      filter[block + i] |= mask(hash, i);
    }
  }

  static boolean mayHold(long[] filter, long hash) {
    return filter.length > 0 && mayHold(filter.length, i -> filter[i], hash);
  }

  /**
   * @param longs of the filter, at least four
   */
  static boolean mayHold(int longs, Words filter, long hash) {
    int block = block(longs, hash);
    for (int i = 0; i < WORDS; i++) {
      long mask = mask(hash, i);
      if ((filter.at(block + i) & mask) != mask) {
        return false;
      }
    }
    return true;
  }

  static void write(long[] filter, DataSink into) {
    for (long word : filter) {
      into.putLong(word);
    }
  }

  private static int block(int longs, long hash) {
    return (int) ((hash >>> 32) * (longs / WORDS) >>> 32) * WORDS;
  }

  private static long mask(long hash, int word) {
    int key = (int) hash;
    int low = key * SALT[2 * word] >>> 27;
    int high = key * SALT[2 * word + 1] >>> 27;
    return 1L << low | 1L << (high + Integer.SIZE);
  }

  /** Where the longs of a filter are. */
  interface Words {
    long at(int index);
  }
}
