package io.midwatch.model.semconv;

import io.midwatch.model.MetricDescriptor.MetricType;
import io.midwatch.model.SeriesIdentity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One name a metric is sent under.
 *
 * <pre>
 * name                         unit  needs   type   stands for    beside
 * db.client.connections.usage  –     –       any    –             false
 * hikaricp.connections.active  –     –       any    state=used    false
 * hikaricp.connections.idle    –     –       any    state=idle    true     both are one generation
 * jvm.memory.used              –     area    any    –             false    Micrometer's
 * http.server.duration         ms    –       any    –             false
 * </pre>
 *
 * @param unitWhenEmpty what values are in when the sender gave no known unit; empty for the
 *     canonical one
 * @param needs the series must have one of these attributes; empty for any series
 * @param type the metric must have this type; null for any
 * @param standsFor canonical labels that this name says instead of an attribute
 * @param besidePrevious sent together with the spelling before it, of which it is another part
 */
record MetricSpelling(
    String name,
    String unitWhenEmpty,
    List<String> needs,
    @Nullable MetricType type,
    Map<String, String> standsFor,
    boolean besidePrevious) {

  MetricSpelling {
    needs = List.copyOf(needs);
    standsFor = Map.copyOf(standsFor);
  }

  static MetricSpelling sent(String name) {
    return new MetricSpelling(name, "", List.of(), null, Map.of(), false);
  }

  /** A name whose values are in {@code unit} unless the sender says otherwise. */
  static MetricSpelling in(String unit, String name) {
    return new MetricSpelling(name, unit, List.of(), null, Map.of(), false);
  }

  MetricSpelling with(String... anyOfTheseKeys) {
    return new MetricSpelling(
        name, unitWhenEmpty, List.of(anyOfTheseKeys), type, standsFor, besidePrevious);
  }

  MetricSpelling only(MetricType required) {
    return new MetricSpelling(name, unitWhenEmpty, needs, required, standsFor, besidePrevious);
  }

  MetricSpelling meaning(String label, String value) {
    return new MetricSpelling(
        name, unitWhenEmpty, needs, type, Map.of(label, value), besidePrevious);
  }

  MetricSpelling beside() {
    return new MetricSpelling(name, unitWhenEmpty, needs, type, standsFor, true);
  }

  /** Whether more than the name is asked of a series. */
  boolean isConditional() {
    return type != null || !needs.isEmpty();
  }

  boolean fits(SeriesIdentity series) {
    return (type == null || type == series.type())
        && (needs.isEmpty()
            || needs.stream().anyMatch(key -> series.attributes().find(key) != null));
  }
}
