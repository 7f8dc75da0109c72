package io.midwatch.storage.contract.query;

import io.midwatch.model.Exemplar;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One metric series: both identities, what it was sent with, and its points, by time ascending.
 * Description, metadata, entities, dropped counts and the resource's schema URL are no part of an
 * identity and may change while the series lives: they are those of the point that was stored last.
 *
 * @param labels the Prometheus label set with {@code __name__}, unmodifiable
 * @param metric as last sent
 * @param resource as last sent
 * @param scope as last sent
 */
public record Series(
    SeriesIdentity identity,
    SortedMap<String, String> labels,
    MetricDescriptor metric,
    Resource resource,
    InstrumentationScope scope,
    List<Sample> samples) {
  public Series {
    labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    samples = List.copyOf(samples);
  }

  /** One point; start is 0 when not sent, {@code flags} keeps all 32 bits. */
  public record Sample(
      long startTimeUnixNano,
      long timeUnixNano,
      int flags,
      PointValue value,
      List<Exemplar> exemplars) {
    public Sample {
      exemplars = List.copyOf(exemplars);
    }
  }
}
