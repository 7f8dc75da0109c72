package io.midwatch.storage.columnar.metric;

import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;

/** What is said beside a point; all points of one metric in one request share it. */
record SentWith(MetricDescriptor metric, Resource resource, InstrumentationScope scope) {
  /** The identity of the series of a point with these attributes. */
  SeriesIdentity identity(Attributes attributes) {
    return new SeriesIdentity(
        resource.attributes(),
        scope.name(),
        scope.version(),
        scope.schemaUrl(),
        scope.attributes(),
        metric.name(),
        metric.unit(),
        metric.type(),
        metric.temporality(),
        metric.monotonic(),
        attributes);
  }
}
