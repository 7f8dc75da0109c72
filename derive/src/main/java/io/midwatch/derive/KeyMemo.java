package io.midwatch.derive;

import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The keys of rows that differ in one text alone, each made once: most spans count in rows that
 * others counted in before. Thread-safe.
 */
final class KeyMemo {
  private static final int FIRST_ROOM = 2;

  private final int most;
  private final Function<String, RollupKey> make;
  private final Map<String, RollupKey> known = new ConcurrentHashMap<>(FIRST_ROOM);

  /**
   * @param most when so many are known, all are forgotten
   */
  KeyMemo(int most, Function<String, RollupKey> make) {
    this.most = most;
    this.make = make;
  }

  RollupKey of(String text) {
    RollupKey key = known.get(text);
    if (key == null) {
      if (known.size() >= most) {
        known.clear();
      }
      key = make.apply(text);
      known.put(text, key);
    }
    return key;
  }
}
