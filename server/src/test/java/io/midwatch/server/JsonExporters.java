package io.midwatch.server;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Exporters that post what the Java SDK's own marshalers write as OTLP JSON. The SDK has no public
 * exporter for OTLP/HTTP with JSON; the bytes are its own all the same.
 */
final class JsonExporters {
  private final String endpoint;
  private final List<String> answers = new CopyOnWriteArrayList<>();

  JsonExporters(String endpoint) {
    this.endpoint = endpoint;
  }

  /** Status and body of every answer, in order. */
  List<String> answers() {
    return List.copyOf(answers);
  }

  SpanExporter spans() {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        return post("/v1/traces", TraceRequestMarshaler.create(spans));
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  LogRecordExporter logs() {
    return new LogRecordExporter() {
      @Override
      public CompletableResultCode export(Collection<LogRecordData> logs) {
        return post("/v1/logs", LogsRequestMarshaler.create(logs));
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  MetricExporter metrics() {
    return new MetricExporter() {
      @Override
      public CompletableResultCode export(Collection<MetricData> metrics) {
        return post("/v1/metrics", MetricsRequestMarshaler.create(metrics));
      }

      @Override
      public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
        return AggregationTemporality.CUMULATIVE;
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  private CompletableResultCode post(String path, Marshaler request) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      request.writeJsonTo(body);
      HttpResponse<String> response =
          RunningServer.send(
              HttpRequest.newBuilder(URI.create(endpoint + path))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                  .build());
      answers.add(response.statusCode() + " " + response.body());
      return CompletableResultCode.ofSuccess();
    } catch (IOException | InterruptedException e) {
      return CompletableResultCode.ofExceptionalFailure(e);
    }
  }
}
