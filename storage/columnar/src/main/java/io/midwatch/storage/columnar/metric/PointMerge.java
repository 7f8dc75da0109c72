package io.midwatch.storage.columnar.metric;

/** Merges points of one series. */
final class PointMerge {
  private PointMerge() {}

  /** The points of both in order; {@code earlier} itself when all others come after. */
  static PointColumns append(PointColumns earlier, PointColumns later) {
    if (earlier.size == 0) {
      return later;
    }
    if (later.size == 0 || earlier.compare(earlier.size - 1, later, 0) < 0) {
      earlier.addAll(later, 0, later.size);
      return earlier;
    }
    PointColumns both = new PointColumns();
    merge(earlier, later, both);
    return both;
  }

  /**
   * Appends the points of both by time, then start; of two with the same the earlier is kept.
   *
   * @param earlier was stored before {@code later}
   */
  static void merge(PointColumns earlier, PointColumns later, PointColumns into) {
    into.reserve(into.size + earlier.size + later.size);
    int left = 0;
    int right = 0;
    while (left < earlier.size && right < later.size) {
      int order = earlier.compare(left, later, right);
      if (order <= 0) {
        into.addAll(earlier, left, left + 1);
        left++;
        right += order == 0 ? 1 : 0;
      } else {
        into.addAll(later, right, right + 1);
        right++;
      }
    }
    into.addAll(earlier, left, earlier.size);
    into.addAll(later, right, later.size);
  }
}
