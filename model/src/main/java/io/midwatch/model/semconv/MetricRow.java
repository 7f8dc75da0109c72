package io.midwatch.model.semconv;

import java.util.Arrays;
import java.util.List;

/**
 * One row of the metric table: a meaning, its labels, and every name it is sent under, newest
 * first. Names that are sent together form one generation; of several generations from one sender
 * only the newest counts, or everything would be counted twice.
 */
record MetricRow(CanonicalMetric metric, List<MetricLabel> labels, List<MetricSpelling> spellings) {
  MetricRow {
    labels = List.copyOf(labels);
    spellings = List.copyOf(spellings);
  }

  static MetricRow row(
      CanonicalMetric metric, List<MetricLabel> labels, MetricSpelling... newestFirst) {
    return new MetricRow(metric, labels, List.of(newestFirst));
  }

  /** A row whose names are all sent in the canonical unit unless they say another. */
  static MetricRow same(CanonicalMetric metric, List<MetricLabel> labels, String... newestFirst) {
    return new MetricRow(
        metric, labels, Arrays.stream(newestFirst).map(MetricSpelling::sent).toList());
  }

  /** The generation of the spelling at a position: 0 is the newest. */
  int generation(int position) {
    int generation = 0;
    for (int i = 1; i <= position; i++) {
      generation += spellings.get(i).besidePrevious() ? 0 : 1;
    }
    return generation;
  }
}
