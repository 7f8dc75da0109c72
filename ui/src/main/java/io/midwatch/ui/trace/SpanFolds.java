package io.midwatch.ui.trace;

import io.midwatch.query.traces.TraceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which spans of a trace say the same: childless siblings of one service, name and kind, from five
 * on. A failed span is never one of them, whatever its siblings are. Pure.
 *
 * <pre>
 * position  0 checkout │ 1 SELECT │ 2 SELECT │ 3 SELECT (failed) │ 4 SELECT │ 5 SELECT │ 6 SELECT
 * groups    1 → [1, 2, 4, 5, 6]
 * </pre>
 *
 * @param groups positions of equal spans in the order of the tree, by the first of them
 */
record SpanFolds(Map<Integer, List<Integer>> groups) {
  /** So many equal siblings are folded; fewer are easier to read one by one. */
  static final int FEWEST = 5;

  SpanFolds {
    groups = Map.copyOf(groups);
  }

  private record Key(int parent, String service, String name, int kind) {}

  /**
   * Folds the spans of a trace.
   *
   * @param selected position of a span that stays itself, -1 for none
   */
  static SpanFolds of(List<TraceNode> nodes, int selected) {
    Map<Key, List<Integer>> equal = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      TraceNode node = nodes.get(i);
      if (foldable(node) && i != selected) {
        Key key =
            new Key(
                node.parentIndex(), node.service(), node.span().name(), node.span().kindNumber());
        equal.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
      }
    }
    Map<Integer, List<Integer>> groups = new HashMap<>();
    for (List<Integer> same : equal.values()) {
      if (same.size() >= FEWEST) {
        groups.put(same.getFirst(), List.copyOf(same));
      }
    }
    return new SpanFolds(groups);
  }

  private static boolean foldable(TraceNode node) {
    return node.descendants() == 0 && node.parentIndex() >= 0 && !node.failed();
  }
}
