package io.midwatch.storage.columnar.hot;

import java.util.Arrays;

/** One bit a block, set by one thread and never cleared. */
final class BlockBits {
  private volatile int[] words = new int[1];

  void set(int block) {
    int[] all = words;
    int word = block >>> 5;
    int bit = 1 << block;
    if (word < all.length && (all[word] & bit) != 0) {
      return;
    }
    if (word >= all.length) {
      all = Arrays.copyOf(all, Math.max(word + 1, 2 * all.length));
    }
    all[word] |= bit;
    words = all;
  }

  boolean at(int block) {
    int[] all = words;
    return block >>> 5 < all.length && (all[block >>> 5] & 1 << block) != 0;
  }
}
