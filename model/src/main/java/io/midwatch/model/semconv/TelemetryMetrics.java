package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.MetricRow.row;
import static io.midwatch.model.semconv.MetricRow.same;
import static io.midwatch.model.semconv.MetricSpelling.in;
import static io.midwatch.model.semconv.MetricSpelling.sent;

import java.util.List;
import java.util.Map;

/**
 * Metrics about telemetry itself: requests and edges that were counted before they arrived, and
 * what SDKs say of themselves.
 *
 * <p>Source: the Collector's span metrics and service graph connectors, Tempo's metrics generator,
 * SigNoz' collector; semantic conventions, {@code otel.sdk.*}.
 */
final class TelemetryMetrics {
  private static final String[] SPAN_KEYS = {"span.kind", "span_kind", "span.name", "span_name"};

  private static final List<MetricLabel> SPANS =
      List.of(
          MetricLabel.of("service.name", "service"),
          MetricLabel.of("span.name", "operation"),
          MetricLabel.of("span.kind")
              .changing(
                  Map.of(
                      "SPAN_KIND_SERVER", "server",
                      "SPAN_KIND_CLIENT", "client",
                      "SPAN_KIND_PRODUCER", "producer",
                      "SPAN_KIND_CONSUMER", "consumer",
                      "SPAN_KIND_INTERNAL", "internal")),
          MetricLabel.of("status.code")
              .changing(
                  Map.of(
                      "STATUS_CODE_UNSET", "unset",
                      "STATUS_CODE_OK", "ok",
                      "STATUS_CODE_ERROR", "error")));

  private static final List<MetricLabel> EDGES =
      List.of(
          MetricLabel.of("client"), MetricLabel.of("server"), MetricLabel.of("connection_type"));

  private static final List<MetricLabel> SDK =
      List.of(
          MetricLabel.of("otel.component.name"),
          MetricLabel.of("otel.component.type"),
          MetricLabel.of("error.type"));

  static final List<MetricRow> ROWS =
      List.of(
          row(
              CanonicalMetric.RED_CALLS,
              SPANS,
              sent("traces.span.metrics.calls"),
              sent("calls").with(SPAN_KEYS),
              sent("calls_total").with(SPAN_KEYS),
              sent("traces_spanmetrics_calls_total"),
              sent("signoz_calls_total")),
          row(
              CanonicalMetric.RED_DURATION,
              SPANS,
              in("ms", "traces.span.metrics.duration"),
              in("ms", "duration").with(SPAN_KEYS),
              in("ms", "duration_milliseconds").with(SPAN_KEYS),
              in("s", "duration_seconds").with(SPAN_KEYS),
              sent("traces_spanmetrics_latency"),
              in("ms", "signoz_latency")),
          same(CanonicalMetric.EDGE_CALLS, EDGES, "traces_service_graph_request_total"),
          same(CanonicalMetric.EDGE_FAILED, EDGES, "traces_service_graph_request_failed_total"),
          same(
              CanonicalMetric.EDGE_SERVER_DURATION,
              EDGES,
              "traces_service_graph_request_server_seconds",
              "traces_service_graph_request_server"),
          same(
              CanonicalMetric.EDGE_CLIENT_DURATION,
              EDGES,
              "traces_service_graph_request_client_seconds",
              "traces_service_graph_request_client"),
          same(
              CanonicalMetric.EDGE_QUEUE_TIME,
              EDGES,
              "traces_service_graph_request_messaging_system_seconds"),
          same(CanonicalMetric.SDK_SPANS_STARTED, SDK, "otel.sdk.span.started"),
          same(
              CanonicalMetric.SDK_SPANS_LIVE,
              SDK,
              "otel.sdk.span.live",
              "otel.sdk.span.live.count"),
          same(
              CanonicalMetric.SDK_SPANS_EXPORTED,
              SDK,
              "otel.sdk.exporter.span.exported",
              "otel.sdk.exporter.span.exported.count"),
          same(CanonicalMetric.SDK_SPAN_QUEUE, SDK, "otel.sdk.processor.span.queue.size"),
          same(CanonicalMetric.SDK_SPAN_QUEUE_LIMIT, SDK, "otel.sdk.processor.span.queue.capacity"),
          same(CanonicalMetric.SDK_LOGS_CREATED, SDK, "otel.sdk.log.created"));

  private TelemetryMetrics() {}
}
