package io.midwatch.storage.columnar.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** The labels of series that are still being written. One writer, many readers. */
final class HotLabelIndex implements LabelIndex {
  private final ConcurrentMap<String, ConcurrentMap<String, Postings>> byLabel =
      new ConcurrentHashMap<>();
  private volatile int seriesCount;

  /** Ascending series numbers. The array is replaced before the size tells of it. */
  private static final class Postings {
    private int[] series = new int[4];
    private volatile int size;

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void add(int number) {
      if (size == series.length) {
        series = Arrays.copyOf(series, size * 2);
      }
      series[size] = number;
      size++;
    }

    void addTo(BitSet into) {
      int known = size;
      int[] numbers = series;
      for (int i = 0; i < known; i++) {
        into.set(numbers[i]);
      }
    }
  }

  /** Numbers come one after another from 0. */
  void add(int number, Map<String, String> labels) {
    labels.forEach((label, value) ->
        byLabel
            .computeIfAbsent(label, _ -> new ConcurrentHashMap<>())
            .computeIfAbsent(value, _ -> new Postings())
            .add(number));
    seriesCount = number + 1;
  }

  @Override
  public int seriesCount() {
    return seriesCount;
  }

  @Override
  public void addWith(String label, String value, BitSet into) {
    Postings postings = values(label).get(value);
    if (postings != null) {
      postings.addTo(into);
    }
  }

  @Override
  public void addWhere(String label, Predicate<String> passes, BitSet into) {
    values(label)
        .forEach((value, postings) -> {
          if (passes.test(value)) {
            postings.addTo(into);
          }
        });
  }

  private Map<String, Postings> values(String label) {
    ConcurrentMap<String, Postings> values = byLabel.get(label);
    return values == null ? Map.of() : values;
  }
}
