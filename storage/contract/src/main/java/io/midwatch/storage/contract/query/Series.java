package io.midwatch.storage.contract.query;

import io.midwatch.model.Exemplar;
import io.midwatch.model.PointValue;
import io.midwatch.model.SeriesIdentity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One metric series: both identities and its points, by time ascending.
 *
 * @param labels the Prometheus label set with {@code __name__}, unmodifiable
 */
public record Series(
    SeriesIdentity identity, SortedMap<String, String> labels, List<Sample> samples) {
  public Series {
    labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    samples = List.copyOf(samples);
  }

  /** One point; start is 0 when not sent. */
  public record Sample(
      long startTimeUnixNano, long timeUnixNano, PointValue value, List<Exemplar> exemplars) {
    public Sample {
      exemplars = List.copyOf(exemplars);
    }
  }
}
