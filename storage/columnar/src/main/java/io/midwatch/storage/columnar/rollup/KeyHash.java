package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.rollup.RollupKey;

/** Spreads the hashes of keys over tables with open addressing. */
final class KeyHash {
  private KeyHash() {}

  static int of(RollupKey key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
