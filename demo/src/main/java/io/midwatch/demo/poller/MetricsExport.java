package io.midwatch.demo.poller;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;

/** Meters that send what they read every 10 s over OTLP/HTTP, protobuf, gzip. */
final class MetricsExport {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private MetricsExport() {}

  /**
   * A meter for one monitored thing, which ends with the process.
   *
   * @param otlpHttp base URL, for example {@code http://127.0.0.1:4318}
   */
  static Meter meter(String otlpHttp, String service, String version, Attributes more) {
    var exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(otlpHttp + "/v1/metrics")
            .setCompression("gzip")
            .setTimeout(Duration.ofSeconds(5))
            .build();
    var resource =
        Resource.getDefault()
            .merge(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", service)
                        .put("service.version", version)
                        .put("service.instance.id", service + "-1")
                        .put("deployment.environment.name", "production")
                        .putAll(more)
                        .build()));
    var provider =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(exporter).setInterval(INTERVAL).build())
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "metrics-close"));
    return provider.get("io.midwatch.demo.poller");
  }
}
