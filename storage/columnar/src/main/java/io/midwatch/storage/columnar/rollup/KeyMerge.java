package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lists of keys as one list, each key once; the lists are by {@link KeyCodec#ORDER}, and so is what
 * they become. Immutable when made.
 *
 * <pre>
 * a c d + b c  →  a b c d,  of the first list 0 2 3, of the second 1 2
 * </pre>
 */
final class KeyMerge {
  private final List<RollupKey> keys = new ArrayList<>();
  private final int[][] places;

  /**
   * @throws StoreException when a list is in another order
   */
  KeyMerge(List<List<RollupKey>> lists) {
    places = new int[lists.size()][];
    PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Math.max(1, lists.size()),
            Comparator.comparing((Head head) -> head.key, KeyCodec.ORDER));
    for (int list = 0; list < places.length; list++) {
      places[list] = new int[lists.get(list).size()];
      Head head = new Head(list, lists.get(list));
      if (head.next()) {
        heads.add(head);
      }
    }
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      places[head.list][head.at] = place(head.key);
      if (head.next()) {
        heads.add(head);
      }
    }
  }

  private int place(RollupKey key) {
    int order = keys.isEmpty() ? -1 : KeyCodec.ORDER.compare(keys.getLast(), key);
    if (order > 0) {
      throw new StoreException("keys of a rollup are not in order: " + keys.getLast() + ", " + key);
    }
    if (order < 0) {
      keys.add(key);
    }
    return keys.size() - 1;
  }

  /** Every key of some list. */
  List<RollupKey> keys() {
    return keys;
  }

  /** Where the keys of a list are among all. */
  int[] places(int list) {
    return places[list];
  }

  /** The next key of a list. */
  private static final class Head {
    private final int list;
    private final List<RollupKey> keys;
    private int at = -1;
    private RollupKey key = RollupKey.ofTexts();

    Head(int list, List<RollupKey> keys) {
      this.list = list;
      this.keys = keys;
    }

    boolean next() {
      if (++at == keys.size()) {
        return false;
      }
      key = keys.get(at);
      return true;
    }
  }
}
