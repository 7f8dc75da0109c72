package io.midwatch.model.prometheus;

import io.midwatch.model.MetricDescriptor.MetricType;
import java.util.List;

/**
 * Metric and label names as Prometheus' default translation (UnderscoreEscapingWithSuffixes) makes
 * them.
 *
 * <pre>
 * http.server.request.duration  s   histogram      http_server_request_duration_seconds
 * jvm.class.loaded       {class}    monotonic sum  jvm_class_loaded_total
 * jvm.cpu.recent_utilization    1   gauge          jvm_cpu_recent_utilization_ratio
 * car.speed                   m/s   gauge          car_speed_meters_per_second
 * </pre>
 *
 * <p>Source: OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility", OTLP metric
 * points to Prometheus.
 */
public final class PrometheusNames {
  private PrometheusNames() {}

  /**
   * The name of a metric; of a histogram or summary the base name, without {@code _bucket}, {@code
   * _count} or {@code _sum}. A name without a single ASCII letter, digit or colon stays as sent.
   */
  public static String metricName(String name, String unit, MetricType type, boolean monotonic) {
    List<String> tokens = NameTokens.of(name);
    if (tokens.isEmpty()) {
      return name;
    }
    UnitWords words = UnitWords.of(unit);
    addMissing(tokens, words.main());
    addMissing(tokens, words.per());
    if (type == MetricType.SUM && monotonic) {
      moveToEnd(tokens, "total");
    }
    if (type == MetricType.GAUGE && unit.equals("1")) {
      moveToEnd(tokens, "ratio");
    }
    String translated = String.join("_", tokens);
    return NameTokens.isDigit(translated.charAt(0)) ? "_" + translated : translated;
  }

  /**
   * The name of a label: other characters than letters, digits and underscores become an
   * underscore, repeats collapse; one that would start with a digit gets {@code key_}, with an
   * underscore {@code key}, so that no attribute can take a reserved name such as {@code __name__}.
   * A name without any ASCII letter or digit stays as sent.
   */
  public static String labelName(String key) {
    StringBuilder name = new StringBuilder(key.length() + 4);
    boolean meaningful = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || NameTokens.isDigit(c)) {
        name.append(c);
        meaningful = true;
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '_') {
        name.append('_');
      }
    }
    if (!meaningful) {
      return key;
    }
    char first = name.charAt(0);
    if (NameTokens.isDigit(first)) {
      name.insert(0, "key_");
    } else if (first == '_') {
      name.insert(0, "key");
    }
    return name.toString();
  }

  private static void addMissing(List<String> tokens, String word) {
    if (!word.isEmpty() && !tokens.contains(word)) {
      tokens.add(word);
    }
  }

  private static void moveToEnd(List<String> tokens, String word) {
    tokens.removeIf(word::equals);
    tokens.add(word);
  }
}
