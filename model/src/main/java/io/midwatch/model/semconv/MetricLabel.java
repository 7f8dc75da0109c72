package io.midwatch.model.semconv;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.SeriesIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A label of a metric: the newest key first, then what else it is sent under, on the point or on
 * its resource; and values that changed. Keys with dots are also found with underscores, as
 * Prometheus senders write them.
 *
 * <pre>
 * jvm.memory.type    jvm.memory.type, type, area    nonheap → non_heap
 * </pre>
 */
record MetricLabel(List<String> keys, Map<String, String> changedValues) {
  MetricLabel {
    keys = List.copyOf(keys);
    changedValues = Map.copyOf(changedValues);
  }

  static MetricLabel of(String... newestFirst) {
    return new MetricLabel(List.of(newestFirst), Map.of());
  }

  MetricLabel changing(Map<String, String> values) {
    return new MetricLabel(keys, values);
  }

  /** The canonical key. */
  String key() {
    return keys.getFirst();
  }

  /** The value of the series: its points' own, else its resource's; null when neither says one. */
  @Nullable String read(SeriesIdentity series) {
    String value = read(series.attributes());
    return value == null ? read(series.resource()) : value;
  }

  private @Nullable String read(Attributes attributes) {
    for (String key : keys) {
      AttributeValue value = attributes.find(key);
      if (value == null && key.indexOf('.') >= 0) {
        value = attributes.find(key.replace('.', '_'));
      }
      if (value != null && !value.text().isEmpty()) {
        return changedValues.getOrDefault(value.text(), value.text());
      }
    }
    return null;
  }
}
