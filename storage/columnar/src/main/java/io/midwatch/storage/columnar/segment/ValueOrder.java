package io.midwatch.storage.columnar.segment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/*
 * Dictionaries have many thousand values, and comparing arrays means fetching them from all over the
 * memory. So each value becomes one long: the first bytes behind what all have in common, and its
 * place in the list. Longs are sorted as such; only values whose longs do not tell are compared.
 *
 *   user-4711, user-0815      →  "4711" | 0, "0815" | 1      →  1, 0
 */
/** Sorts values by their bytes, taken as unsigned. */
final class ValueOrder {
  /** Values a list may have. */
  private static final int PLACE_BITS = 24;

  private static final long PLACE = (1L << PLACE_BITS) - 1;

  private ValueOrder() {}

  /** The places of the values in ascending order of their bytes; no two are equal. */
  static int[] of(List<byte[]> values) {
    if (values.size() > PLACE) {
      throw new IllegalArgumentException(values.size() + " values are more than can be sorted");
    }
    int common = commonBytes(values);
    long[] order = new long[values.size()];
    for (int i = 0; i < order.length; i++) {
      // With the highest bit turned around, unsigned order is that of signed numbers.
      order[i] = (start(values.get(i), common) | i) ^ Long.MIN_VALUE;
    }
    Arrays.sort(order);
    int[] places = new int[order.length];
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && (order[to] & ~PLACE) == (order[from] & ~PLACE)) {
        to++;
      }
      settle(values, order, from, to, places);
    }
    return places;
  }

  private static int commonBytes(List<byte[]> values) {
    int common = values.isEmpty() ? 0 : values.getFirst().length;
    for (byte[] value : values) {
      int differs = Arrays.mismatch(values.getFirst(), 0, common, value, 0, value.length);
      common = differs < 0 ? common : Math.min(common, differs);
    }
    return common;
  }

  /** Five bytes in the highest places; bytes that are not there are less than all others. */
  private static long start(byte[] value, int from) {
    long start = 0;
    for (int i = 0; i < Long.BYTES - PLACE_BITS / Byte.SIZE; i++) {
      start = start << Byte.SIZE | (from + i < value.length ? value[from + i] & 0xff : 0);
    }
    return start << PLACE_BITS;
  }

  /** Writes the places of values whose longs are alike but for the place. */
  private static void settle(List<byte[]> values, long[] order, int from, int to, int[] places) {
    if (to - from == 1) {
      places[from] = (int) (order[from] & PLACE);
      return;
    }
    int[] alike =
        Arrays.stream(order, from, to)
            .mapToObj(each -> (int) (each & PLACE))
            .sorted(Comparator.comparing(values::get, Arrays::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(alike, 0, places, from, alike.length);
  }
}
