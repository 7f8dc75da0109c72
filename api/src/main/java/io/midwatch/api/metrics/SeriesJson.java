package io.midwatch.api.metrics;

import io.midwatch.api.json.ResourceJson;
import io.midwatch.api.json.ScopeJson;
import io.midwatch.api.json.TypedJson;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.Series;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One series with both its identities and its points by time. Description, metadata, resource and
 * scope are those sent last.
 *
 * @param type gauge, sum, histogram, exponential_histogram, summary
 * @param temporality unspecified, delta, cumulative
 * @param attributes of the points
 * @param labels the Prometheus label set
 */
record SeriesJson(
    String name,
    String description,
    String unit,
    String type,
    String temporality,
    boolean monotonic,
    Map<String, @Nullable Object> metadata,
    ResourceJson resource,
    ScopeJson scope,
    Map<String, @Nullable Object> attributes,
    Map<String, String> labels,
    List<PointJson> points) {

  static SeriesJson of(Series series) {
    SeriesIdentity identity = series.identity();
    return new SeriesJson(
        identity.name(),
        series.metric().description(),
        identity.unit(),
        identity.type().name().toLowerCase(Locale.ROOT),
        identity.temporality().name().toLowerCase(Locale.ROOT),
        identity.monotonic(),
        TypedJson.of(series.metric().metadata()),
        ResourceJson.of(series.resource()),
        ScopeJson.of(series.scope()),
        TypedJson.of(identity.attributes()),
        series.labels(),
        series.samples().stream().map(PointJson::of).toList());
  }
}
