package io.midwatch.derive;

import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal dimensions one key, for most spans count in rows that others counted in before. A
 * table of fixed size in which a newer key pushes an older one out. Thread-safe: entries are
 * immutable, so a race costs at most a second instance of a key.
 */
final class KeyCache {
  private static final int SLOTS = 1 << 15;

  private final @Nullable Known[] slots = new @Nullable Known[SLOTS];

  @SuppressWarnings("ArrayRecordComponent") // compared by content, never handed out
  private record Known(String[] texts, RollupKey key) {}

  /** The key of these texts, as {@link RollupKey#ofTexts} makes it. */
  RollupKey key(RollupTable table, String... texts) {
    int hash = table.name().hashCode();
    for (String text : texts) {
      hash = hash * 31 + text.hashCode();
    }
    hash *= 0x9E3779B9;
    int slot = hash >>> 16 & (SLOTS - 1);
    Known known = slots[slot];
    if (known == null || !Arrays.equals(known.texts, texts)) {
      known = new Known(texts, RollupKey.ofTexts(texts));
      slots[slot] = known;
    }
    return known.key;
  }
}
