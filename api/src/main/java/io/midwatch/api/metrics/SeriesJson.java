package io.midwatch.api.metrics;

import io.midwatch.api.json.TypedJson;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.Series;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One series with both its identities and its points by time.
 *
 * @param type gauge, sum, histogram, exponential_histogram, summary
 * @param temporality unspecified, delta, cumulative
 * @param resource attributes of what sent it
 * @param attributes of the points
 * @param labels the Prometheus label set
 */
record SeriesJson(
    String name,
    String unit,
    String type,
    String temporality,
    boolean monotonic,
    Map<String, @Nullable Object> resource,
    Scope scope,
    Map<String, @Nullable Object> attributes,
    Map<String, String> labels,
    List<PointJson> points) {

  record Scope(
      String name, String version, String schemaUrl, Map<String, @Nullable Object> attributes) {}

  static SeriesJson of(Series series) {
    SeriesIdentity identity = series.identity();
    return new SeriesJson(
        identity.name(),
        identity.unit(),
        identity.type().name().toLowerCase(Locale.ROOT),
        identity.temporality().name().toLowerCase(Locale.ROOT),
        identity.monotonic(),
        TypedJson.of(identity.resource()),
        new Scope(
            identity.scopeName(),
            identity.scopeVersion(),
            identity.scopeSchemaUrl(),
            TypedJson.of(identity.scopeAttributes())),
        TypedJson.of(identity.attributes()),
        series.labels(),
        series.samples().stream().map(PointJson::of).toList());
  }
}
