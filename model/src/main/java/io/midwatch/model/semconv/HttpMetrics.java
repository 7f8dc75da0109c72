package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.MetricRow.row;
import static io.midwatch.model.semconv.MetricRow.same;
import static io.midwatch.model.semconv.MetricSpelling.in;
import static io.midwatch.model.semconv.MetricSpelling.sent;

import java.util.List;

/**
 * Metrics of HTTP and RPC calls. The old durations are milliseconds, and so are Micrometer's
 * timers.
 *
 * <p>Source: semantic conventions, HTTP and RPC metrics and their migration guides; Micrometer's
 * instrumentation of Spring MVC, RestClient and gRPC.
 */
final class HttpMetrics {
  private static final List<MetricLabel> HTTP =
      List.of(
          MetricLabel.of("http.request.method", "http.method", "method"),
          MetricLabel.of("http.response.status_code", "http.status_code", "status"),
          MetricLabel.of("http.route", "uri"),
          MetricLabel.of("server.address", "net.host.name", "net.peer.name", "client.name"),
          MetricLabel.of("error.type", "exception", "error"),
          MetricLabel.of("url.scheme", "http.scheme"));

  private static final List<MetricLabel> RPC =
      List.of(
          MetricLabel.of("rpc.system.name", "rpc.system"),
          MetricLabel.of("rpc.service", "service"),
          MetricLabel.of("rpc.method", "method"),
          MetricLabel.of(
              "rpc.status_code", "rpc.response.status_code", "rpc.grpc.status_code", "statusCode"));

  static final List<MetricRow> ROWS =
      List.of(
          row(
              CanonicalMetric.HTTP_SERVER_DURATION,
              HTTP,
              sent("http.server.request.duration"),
              in("ms", "http.server.duration"),
              in("ms", "http.server.requests")),
          row(
              CanonicalMetric.HTTP_CLIENT_DURATION,
              HTTP,
              sent("http.client.request.duration"),
              in("ms", "http.client.duration"),
              in("ms", "http.client.requests")),
          same(CanonicalMetric.HTTP_SERVER_ACTIVE, HTTP, "http.server.active_requests"),
          same(CanonicalMetric.HTTP_CLIENT_ACTIVE, HTTP, "http.client.active_requests"),
          same(CanonicalMetric.HTTP_CLIENT_OPEN_CONNECTIONS, HTTP, "http.client.open_connections"),
          same(
              CanonicalMetric.HTTP_CLIENT_CONNECTION_DURATION,
              HTTP,
              "http.client.connection.duration"),
          same(
              CanonicalMetric.HTTP_SERVER_REQUEST_SIZE,
              HTTP,
              "http.server.request.body.size",
              "http.server.request.size"),
          same(
              CanonicalMetric.HTTP_SERVER_RESPONSE_SIZE,
              HTTP,
              "http.server.response.body.size",
              "http.server.response.size"),
          same(
              CanonicalMetric.HTTP_CLIENT_REQUEST_SIZE,
              HTTP,
              "http.client.request.body.size",
              "http.client.request.size"),
          same(
              CanonicalMetric.HTTP_CLIENT_RESPONSE_SIZE,
              HTTP,
              "http.client.response.body.size",
              "http.client.response.size"),
          row(
              CanonicalMetric.RPC_SERVER_DURATION,
              RPC,
              sent("rpc.server.call.duration"),
              in("ms", "rpc.server.duration"),
              in("ms", "grpc.server.processing.duration")),
          row(
              CanonicalMetric.RPC_CLIENT_DURATION,
              RPC,
              sent("rpc.client.call.duration"),
              in("ms", "rpc.client.duration"),
              in("ms", "grpc.client.processing.duration")));

  private HttpMetrics() {}
}
