package io.midwatch.server.self;

import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.Collector.Type;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * Samples of a Prometheus registry as OTLP points that PromQL gives back under the same names. A
 * counter becomes a monotonic sum whose name loses {@code _total}, which PromQL adds again; every
 * other sample becomes a gauge of its name, parts of summaries and histograms too. Pure.
 */
final class SelfPoints {
  private static final String TOTAL = "_total";
  private static final InstrumentationScope SCOPE = InstrumentationScope.of("io.midwatch.self");

  private final Resource resource;
  private final long startUnixNano;

  /**
   * @param resource who says it
   * @param startUnixNano since when counters count
   */
  SelfPoints(Resource resource, long startUnixNano) {
    this.resource = resource;
    this.startUnixNano = startUnixNano;
  }

  /** One point for each sample; times at which a family was made are left out. */
  List<MetricPoint> of(Enumeration<MetricFamilySamples> families, long nowUnixNano) {
    List<MetricPoint> points = new ArrayList<>();
    while (families.hasMoreElements()) {
      MetricFamilySamples family = families.nextElement();
      for (Sample sample : family.samples) {
        if (!sample.name.equals(family.name + "_created")) {
          points.add(point(descriptor(family, sample), sample, nowUnixNano));
        }
      }
    }
    return points;
  }

  private static MetricDescriptor descriptor(MetricFamilySamples family, Sample sample) {
    return family.type == Type.COUNTER && sample.name.endsWith(TOTAL)
        ? MetricDescriptor.sum(
            sample.name.substring(0, sample.name.length() - TOTAL.length()),
            "",
            Temporality.CUMULATIVE,
            true)
        : MetricDescriptor.gauge(sample.name, "");
  }

  private MetricPoint point(MetricDescriptor metric, Sample sample, long nowUnixNano) {
    Attributes.Builder labels = Attributes.builder();
    for (int i = 0; i < sample.labelNames.size(); i++) {
      labels.put(sample.labelNames.get(i), sample.labelValues.get(i));
    }
    return new MetricPoint(
        metric,
        labels.build(),
        metric.monotonic() ? startUnixNano : 0,
        nowUnixNano,
        0,
        new PointValue.DoublePoint(sample.value),
        List.of(),
        resource,
        SCOPE);
  }
}
