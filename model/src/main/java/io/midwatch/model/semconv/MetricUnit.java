package io.midwatch.model.semconv;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of time, size or share is worth in seconds, bytes or ones, in UCUM and in the words
 * Prometheus names end in.
 */
record MetricUnit(String base, double factor) {
  private static final Map<String, MetricUnit> UNITS =
      Map.ofEntries(
          Map.entry("s", new MetricUnit("s", 1)),
          Map.entry("seconds", new MetricUnit("s", 1)),
          Map.entry("ms", new MetricUnit("s", 1e-3)),
          Map.entry("milliseconds", new MetricUnit("s", 1e-3)),
          Map.entry("us", new MetricUnit("s", 1e-6)),
          Map.entry("microseconds", new MetricUnit("s", 1e-6)),
          Map.entry("ns", new MetricUnit("s", 1e-9)),
          Map.entry("nanoseconds", new MetricUnit("s", 1e-9)),
          Map.entry("min", new MetricUnit("s", 60)),
          Map.entry("minutes", new MetricUnit("s", 60)),
          Map.entry("h", new MetricUnit("s", 3_600)),
          Map.entry("d", new MetricUnit("s", 86_400)),
          Map.entry("By", new MetricUnit("By", 1)),
          Map.entry("bytes", new MetricUnit("By", 1)),
          Map.entry("kBy", new MetricUnit("By", 1e3)),
          Map.entry("KiBy", new MetricUnit("By", 1_024)),
          Map.entry("MBy", new MetricUnit("By", 1e6)),
          Map.entry("MiBy", new MetricUnit("By", 1_048_576)),
          Map.entry("GiBy", new MetricUnit("By", 1_073_741_824)),
          Map.entry("1", new MetricUnit("1", 1)),
          Map.entry("ratio", new MetricUnit("1", 1)),
          Map.entry("%", new MetricUnit("1", 1e-2)),
          Map.entry("percent", new MetricUnit("1", 1e-2)));

  /** What to multiply values in {@code unit} with; 1 when it is no unit of the canonical kind. */
  static double factor(String unit, String canonical) {
    MetricUnit known = find(unit);
    return known == null || !known.base.equals(canonical) ? 1 : known.factor;
  }

  static @Nullable MetricUnit find(String unit) {
    return UNITS.get(unit);
  }
}
