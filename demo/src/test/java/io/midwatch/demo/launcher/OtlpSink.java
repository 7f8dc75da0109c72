package io.midwatch.demo.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes OTLP over gRPC and HTTP/protobuf on loopback and keeps everything. */
final class OtlpSink implements AutoCloseable {
  final List<Received<Span>> spans = new CopyOnWriteArrayList<>();
  final List<Received<LogRecord>> logs = new CopyOnWriteArrayList<>();
  final List<Received<Metric>> metrics = new CopyOnWriteArrayList<>();
  private final Server grpc;
  private final HttpServer http;

  /** An item with its service and the resource's attributes as text. */
  record Received<T>(String service, Map<String, String> resource, T item) {}

  OtlpSink(int grpcPort, int httpPort) throws IOException {
    grpc =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), grpcPort))
            .addService(new Traces())
            .addService(new Logs())
            .addService(new Metrics())
            .build()
            .start();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 32);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(
        "/v1/traces",
        exchange -> answer(exchange, body -> take(ExportTraceServiceRequest.parseFrom(body))));
    http.createContext(
        "/v1/logs",
        exchange -> answer(exchange, body -> take(ExportLogsServiceRequest.parseFrom(body))));
    http.createContext(
        "/v1/metrics",
        exchange -> answer(exchange, body -> take(ExportMetricsServiceRequest.parseFrom(body))));
    http.start();
  }

  private interface Body {
    void take(byte[] body) throws IOException;
  }

  private static void answer(HttpExchange exchange, Body body) throws IOException {
    try (exchange) {
      boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      try (InputStream in =
          gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
        body.take(in.readAllBytes());
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void take(ExportTraceServiceRequest request) {
    request
        .getResourceSpansList()
        .forEach(group ->
            group
                .getScopeSpansList()
                .forEach(scope ->
                    scope
                        .getSpansList()
                        .forEach(span -> spans.add(received(group.getResource(), span)))));
  }

  private void take(ExportLogsServiceRequest request) {
    request
        .getResourceLogsList()
        .forEach(group ->
            group
                .getScopeLogsList()
                .forEach(scope ->
                    scope
                        .getLogRecordsList()
                        .forEach(log -> logs.add(received(group.getResource(), log)))));
  }

  private void take(ExportMetricsServiceRequest request) {
    request
        .getResourceMetricsList()
        .forEach(group ->
            group
                .getScopeMetricsList()
                .forEach(scope ->
                    scope
                        .getMetricsList()
                        .forEach(metric -> metrics.add(received(group.getResource(), metric)))));
  }

  private static <T> Received<T> received(Resource resource, T item) {
    Map<String, String> attributes = attributes(resource.getAttributesList());
    return new Received<>(attributes.getOrDefault("service.name", ""), attributes, item);
  }

  /** Attributes as text. */
  static Map<String, String> attributes(List<KeyValue> list) {
    return list.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey,
                pair ->
                    switch (pair.getValue().getValueCase()) {
                      case STRING_VALUE -> pair.getValue().getStringValue();
                      case INT_VALUE -> String.valueOf(pair.getValue().getIntValue());
                      case DOUBLE_VALUE -> String.valueOf(pair.getValue().getDoubleValue());
                      case BOOL_VALUE -> String.valueOf(pair.getValue().getBoolValue());
                      default -> pair.getValue().toString();
                    },
                (first, second) -> first));
  }

  @Override
  public void close() {
    grpc.shutdownNow();
    http.stop(0);
  }

  private final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
      take(request);
      answer.onNext(ExportTraceServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> answer) {
      take(request);
      answer.onNext(ExportLogsServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    @Override
    public void export(
        ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
      take(request);
      answer.onNext(ExportMetricsServiceResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }
}
