package io.midwatch.server;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ten minutes of a checkout service, sent with the real SDK: 60 requests of four tenants, of which
 * the newest nine fail for three of them, each with an exception and a log line.
 */
record FailingCheckout(String failingTraceId) {
  static final String MESSAGE = "No stock left for the order";
  static final String LOG_LINE = "order 4711 could not be placed";
  static final String HOSTILE_TENANT = "<img src=x onerror=alert(1)>";

  private static final int REQUESTS = 60;
  private static final int FAILING = 9;
  private static final List<String> TENANTS = List.of("acme", HOSTILE_TENANT, "globex");
  private static final long SECOND = 1_000_000_000L;

  static FailingCheckout sendTo(String otlpUrl) {
    Resource resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "checkout")
                .put("service.version", "2.41.0")
                .put("service.instance.id", "checkout-1")
                .put("deployment.environment.name", "production")
                .build());
    String newestFailing = "";
    try (OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(resource)
                    .addSpanProcessor(
                        BatchSpanProcessor.builder(
                                OtlpHttpSpanExporter.builder()
                                    .setEndpoint(otlpUrl + "/v1/traces")
                                    .build())
                            .build())
                    .build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .setResource(resource)
                    .addLogRecordProcessor(
                        BatchLogRecordProcessor.builder(
                                OtlpHttpLogRecordExporter.builder()
                                    .setEndpoint(otlpUrl + "/v1/logs")
                                    .build())
                            .build())
                    .build())
            .build()) {
      long end = System.currentTimeMillis() * 1_000_000 - 5 * SECOND;
      for (int i = 0; i < REQUESTS; i++) {
        long start = end - (REQUESTS - i) * 10 * SECOND;
        boolean fails = i >= REQUESTS - FAILING;
        String traceId = request(sdk, i, start, fails);
        newestFailing = fails ? traceId : newestFailing;
      }
    }
    return new FailingCheckout(newestFailing);
  }

  private static String request(OpenTelemetrySdk sdk, int i, long start, boolean fails) {
    Tracer tracer = sdk.getTracer("first-screen");
    Span server =
        tracer
            .spanBuilder("POST /v1/checkout")
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(start, TimeUnit.NANOSECONDS)
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.route", "/v1/checkout")
            .setAttribute("http.response.status_code", fails ? 500 : 200)
            .setAttribute("tenant.id", TENANTS.get(i % TENANTS.size()))
            .setAttribute("user.id", "user-" + i % 7)
            .startSpan();
    try (var _ = server.makeCurrent()) {
      Span insert =
          tracer
              .spanBuilder("INSERT orders")
              .setSpanKind(SpanKind.CLIENT)
              .setStartTimestamp(start + 5_000_000, TimeUnit.NANOSECONDS)
              .setAttribute("db.system.name", "postgresql")
              .setAttribute("db.namespace", "orders")
              .setAttribute("db.query.text", "insert into orders values (?, ?)")
              .startSpan();
      insert.end(start + 25_000_000, TimeUnit.NANOSECONDS);
      if (fails) {
        server.recordException(new IllegalStateException(MESSAGE));
        server.setStatus(StatusCode.ERROR, MESSAGE);
        sdk.getSdkLoggerProvider()
            .get("first-screen")
            .logRecordBuilder()
            .setTimestamp(start + 30_000_000, TimeUnit.NANOSECONDS)
            .setSeverity(Severity.ERROR)
            .setBody(LOG_LINE)
            .emit();
      }
    }
    server.end(start + 40_000_000, TimeUnit.NANOSECONDS);
    return server.getSpanContext().getTraceId();
  }
}
