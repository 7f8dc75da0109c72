package io.midwatch.model.prometheus;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.SeriesIdentity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Prometheus label set of an OTLP series, {@code __name__} included, sorted by label name.
 * Empty values are left out, as Prometheus does.
 *
 * <pre>
 * __name__                     http_server_request_duration_seconds
 * http_request_method          POST
 * instance                     shop-7d9f
 * job                          prod/shop
 * otel_scope_name              io.opentelemetry.tomcat-10.0
 * </pre>
 *
 * A histogram has one label set, that of its base name. Attribute keys that become one label have
 * their values joined with {@code ;} in the order of the keys; {@code job}, {@code instance} and
 * the scope's labels win over attributes of that name.
 *
 * <p>Source: OpenTelemetry specification, "Prometheus and OpenMetrics Compatibility".
 */
public final class PrometheusIdentity {
  public static final String NAME = "__name__";
  public static final String JOB = "job";
  public static final String INSTANCE = "instance";
  public static final String TARGET_INFO = "target_info";

  private PrometheusIdentity() {}

  /** The labels of a series; unmodifiable. */
  public static SortedMap<String, String> of(SeriesIdentity series) {
    SortedMap<String, String> labels = translate(series.attributes(), "");
    labels.putAll(translate(series.scopeAttributes(), "otel_scope_"));
    put(labels, "otel_scope_name", series.scopeName());
    put(labels, "otel_scope_version", series.scopeVersion());
    put(labels, "otel_scope_schema_url", series.scopeSchemaUrl());
    putTarget(labels, series.resource());
    labels.put(
        NAME,
        PrometheusNames.metricName(
            series.name(), series.unit(), series.type(), series.monotonic()));
    return Collections.unmodifiableSortedMap(labels);
  }

  /**
   * The labels of the {@code target_info} gauge of a resource, value 1: all its attributes but
   * those that make {@code job} and {@code instance}. Null when the resource has neither of these
   * or nothing else to tell.
   */
  public static @Nullable SortedMap<String, String> targetInfo(Attributes resource) {
    Attributes.Builder others = Attributes.builder();
    resource.forEach((key, value) -> {
      if (!isTargetKey(key)) {
        others.put(key, value);
      }
    });
    SortedMap<String, String> labels = translate(others.build(), "");
    if (labels.isEmpty()) {
      return null;
    }
    labels.remove(JOB);
    labels.remove(INSTANCE);
    putTarget(labels, resource);
    if (!labels.containsKey(JOB) && !labels.containsKey(INSTANCE)) {
      return null;
    }
    labels.put(NAME, TARGET_INFO);
    return Collections.unmodifiableSortedMap(labels);
  }

  private static boolean isTargetKey(String key) {
    return key.equals("service.name")
        || key.equals("service.namespace")
        || key.equals("service.instance.id");
  }

  private static void putTarget(SortedMap<String, String> labels, Attributes resource) {
    String name = text(resource, "service.name");
    String namespace = text(resource, "service.namespace");
    if (!name.isEmpty()) {
      labels.put(JOB, namespace.isEmpty() ? name : namespace + "/" + name);
    }
    put(labels, INSTANCE, text(resource, "service.instance.id"));
  }

  private static SortedMap<String, String> translate(Attributes attributes, String prefix) {
    SortedMap<String, String> labels = new TreeMap<>();
    SortedMap<String, AttributeValue> byKey = new TreeMap<>(attributes.asMap());
    byKey.forEach((key, value) -> {
      String text = LabelText.of(value);
      if (!key.isEmpty() && !text.isEmpty()) {
        labels.merge(
            PrometheusNames.labelName(prefix + key), text, (left, right) -> left + ";" + right);
      }
    });
    return labels;
  }

  private static void put(SortedMap<String, String> labels, String label, String value) {
    if (!value.isEmpty()) {
      labels.put(label, value);
    }
  }

  private static String text(Attributes attributes, String key) {
    AttributeValue value = attributes.find(key);
    return value == null ? "" : LabelText.of(value);
  }
}
