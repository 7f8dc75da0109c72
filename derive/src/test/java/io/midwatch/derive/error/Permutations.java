package io.midwatch.derive.error;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every order of some things. */
final class Permutations {
  private Permutations() {}

  /** Of the indexes 0 to {@code size} exclusive. */
  static Set<List<Integer>> of(int size) {
    Set<List<Integer>> orders = new LinkedHashSet<>(List.of(List.of()));
    for (int next = 0; next < size; next++) {
      Set<List<Integer>> longer = new LinkedHashSet<>();
      for (List<Integer> order : orders) {
        for (int place = 0; place <= order.size(); place++) {
          List<Integer> one = new ArrayList<>(order);
          one.add(place, next);
          longer.add(one);
        }
      }
      orders = longer;
    }
    return orders;
  }
}
