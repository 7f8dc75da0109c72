package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the real OpenTelemetry SDK sends, over each of its transports, is read back through the API:
 * the same spans, log records and metrics.
 */
class SdkRoundTripIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @AutoClose private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @Test
  void grpc() throws Exception {
    String endpoint = server.otlpGrpcUrl();
    try (OtlpGrpcSpanExporter spans =
            OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).setCompression("gzip").build();
        OtlpGrpcLogRecordExporter logs =
            OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build();
        OtlpGrpcMetricExporter metrics =
            OtlpGrpcMetricExporter.builder().setEndpoint(endpoint).build()) {
      Sent sent = send("grpc", spans, logs, metrics);
      assertReadBack(sent);
    }
  }

  @Test
  void httpProtobuf() throws Exception {
    String endpoint = server.otlpHttpUrl();
    try (OtlpHttpSpanExporter spans =
            OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint + "/v1/traces")
                .setCompression("gzip")
                .build();
        OtlpHttpLogRecordExporter logs =
            OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint + "/v1/logs").build();
        OtlpHttpMetricExporter metrics =
            OtlpHttpMetricExporter.builder().setEndpoint(endpoint + "/v1/metrics").build()) {
      Sent sent = send("http-protobuf", spans, logs, metrics);
      assertReadBack(sent);
    }
  }

  @Test
  void json() throws Exception {
    JsonExporters exporters = new JsonExporters(server.otlpHttpUrl());
    Sent sent = send("http-json", exporters.spans(), exporters.logs(), exporters.metrics());
    assertThat(exporters.answers()).hasSize(3).allMatch("200 {}"::equals);
    assertReadBack(sent);
  }

  private record Sent(String service, String traceId, String spanId, long startNanos) {}

  private static Sent send(
      String transport, SpanExporter spans, LogRecordExporter logs, MetricExporter metrics) {
    Resource resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "sdk-" + transport)
                .put("service.version", "1.2.3")
                .put("deployment.environment.name", "test")
                .build());
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(resource)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .setResource(resource)
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                    .build())
            .setMeterProvider(
                SdkMeterProvider.builder()
                    .setResource(resource)
                    .registerMetricReader(PeriodicMetricReader.create(metrics))
                    .build())
            .build();
    long start = System.currentTimeMillis() * 1_000_000 - 5_000_000_000L;
    Span span =
        sdk.getTracer("round-trip")
            .spanBuilder("POST /v1/orders")
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(start, TimeUnit.NANOSECONDS)
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/v1/orders")
            .setAttribute("http.response.status_code", 503)
            .setAttribute("tenant.id", "acme")
            .setAttribute(AttributeKey.stringArrayKey("items"), java.util.List.of("a", "ü"))
            .setAttribute(AttributeKey.doubleKey("price"), 12.5)
            .setAttribute(AttributeKey.booleanKey("express"), true)
            .startSpan();
    try (var _ = span.makeCurrent()) {
      span.addEvent("retry", Attributes.of(AttributeKey.longKey("attempt"), 2L));
      sdk.getSdkLoggerProvider()
          .get("round-trip")
          .logRecordBuilder()
          .setSeverity(Severity.ERROR)
          .setBody("no stock for order 4711")
          .emit();
    }
    span.setStatus(StatusCode.ERROR, "no stock");
    span.end(start + 250_000_000L, TimeUnit.NANOSECONDS);
    sdk.getMeter("round-trip")
        .counterBuilder("orders.placed")
        .setUnit("{order}")
        .build()
        .add(3, Attributes.of(AttributeKey.stringKey("channel"), "web"));
    sdk.close();
    return new Sent(
        "sdk-" + transport,
        span.getSpanContext().getTraceId(),
        span.getSpanContext().getSpanId(),
        start);
  }

  private static void assertReadBack(Sent sent) throws Exception {
    JsonNode trace = json("/api/v1/traces/" + sent.traceId());
    JsonNode span = trace.path("spans").path(0);
    assertThat(trace.path("spans").size()).isEqualTo(1);
    assertThat(span.path("spanId").asString()).isEqualTo(sent.spanId());
    assertThat(span.path("name").asString()).isEqualTo("POST /v1/orders");
    assertThat(span.path("kind").asString()).isEqualTo("server");
    assertThat(span.path("startTimeUnixNano").asString())
        .isEqualTo(Long.toString(sent.startNanos()));
    assertThat(span.path("durationNanos").asLong()).isEqualTo(250_000_000L);
    assertThat(span.path("status").path("code").asString()).isEqualTo("error");
    assertThat(span.path("status").path("message").asString()).isEqualTo("no stock");
    JsonNode attributes = span.path("attributes");
    assertThat(attributes.path("http.response.status_code").asLong()).isEqualTo(503);
    assertThat(attributes.path("price").asDouble()).isEqualTo(12.5);
    assertThat(attributes.path("express").asBoolean()).isTrue();
    assertThat(attributes.path("items").path(1).asString()).isEqualTo("ü");
    assertThat(span.path("events").path(0).path("name").asString()).isEqualTo("retry");
    assertThat(span.path("resource").path("attributes").path("service.version").asString())
        .isEqualTo("1.2.3");

    JsonNode logs = json("/api/v1/logs?service=" + sent.service() + "&from=now-5m");
    assertThat(logs.path("logs").size()).isEqualTo(1);
    JsonNode log = logs.path("logs").path(0);
    assertThat(log.path("body").asString()).isEqualTo("no stock for order 4711");
    assertThat(log.path("traceId").asString()).isEqualTo(sent.traceId());
    assertThat(log.path("severityNumber").asInt()).isEqualTo(17);

    JsonNode metrics = json("/api/v1/metrics?name=orders.placed&from=now-5m");
    boolean found = false;
    for (JsonNode series : metrics.path("series")) {
      if (series
          .path("resource")
          .path("attributes")
          .path("service.name")
          .asString()
          .equals(sent.service())) {
        found = true;
        assertThat(series.path("attributes").path("channel").asString()).isEqualTo("web");
        assertThat(series.path("unit").asString()).isEqualTo("{order}");
        assertThat(series.path("points").path(0).path("value").asLong()).isEqualTo(3);
      }
    }
    assertThat(found).as("series of %s in %s", sent.service(), metrics).isTrue();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> response = server.get(path);
    assertThat(response.statusCode()).as(path + " → " + response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }
}
