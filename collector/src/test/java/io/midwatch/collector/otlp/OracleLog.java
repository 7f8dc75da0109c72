package io.midwatch.collector.otlp;

import com.google.protobuf.ByteString;
import io.midwatch.model.EntityRef;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The plain way to read OTLP, by its generated classes, in the lines of {@link SinkLog}. */
final class OracleLog {
  private final List<String> lines = new ArrayList<>();
  private int items;

  private OracleLog() {}

  static List<String> spans(ExportTraceServiceRequest request) {
    OracleLog log = new OracleLog();
    request
        .getResourceSpansList()
        .forEach(group -> {
          log.resource(group.getResource(), group.getSchemaUrl());
          group
              .getScopeSpansList()
              .forEach(scope -> {
                log.scope(scope.getScope(), scope.getSchemaUrl());
                scope.getSpansList().forEach(log::span);
              });
        });
    return log.lines;
  }

  static List<String> logs(ExportLogsServiceRequest request) {
    OracleLog log = new OracleLog();
    request
        .getResourceLogsList()
        .forEach(group -> {
          log.resource(group.getResource(), group.getSchemaUrl());
          group
              .getScopeLogsList()
              .forEach(scope -> {
                log.scope(scope.getScope(), scope.getSchemaUrl());
                scope.getLogRecordsList().forEach(log::log);
              });
        });
    return log.lines;
  }

  static List<String> points(ExportMetricsServiceRequest request) {
    OracleLog log = new OracleLog();
    request
        .getResourceMetricsList()
        .forEach(group -> {
          log.resource(group.getResource(), group.getSchemaUrl());
          group
              .getScopeMetricsList()
              .forEach(scope -> {
                log.scope(scope.getScope(), scope.getSchemaUrl());
                scope.getMetricsList().forEach(log::metric);
              });
        });
    return log.lines;
  }

  private void line(Object... parts) {
    lines.add(String.join(" ", Arrays.stream(parts).map(String::valueOf).toList()));
  }

  private void resource(Resource resource, String schemaUrl) {
    List<EntityRef> refs =
        resource.getEntityRefsList().stream()
            .map(ref ->
                new EntityRef(
                    ref.getSchemaUrl(),
                    ref.getType(),
                    ref.getIdKeysList(),
                    ref.getDescriptionKeysList()))
            .toList();
    line("resource", schemaUrl, resource.getDroppedAttributesCount(), refs);
    attributes(resource.getAttributesList());
  }

  private void scope(InstrumentationScope scope, String schemaUrl) {
    line(
        "scope", scope.getName(), scope.getVersion(), schemaUrl, scope.getDroppedAttributesCount());
    attributes(scope.getAttributesList());
  }

  private void span(Span span) {
    line(
        "span",
        items++,
        hex(span.getTraceId(), 16),
        hex(span.getSpanId(), 8),
        hex(span.getParentSpanId(), 8),
        span.getTraceState(),
        span.getFlags(),
        span.getName(),
        span.getKindValue(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getDroppedAttributesCount(),
        span.getDroppedEventsCount(),
        span.getDroppedLinksCount(),
        span.getStatus().getCodeValue(),
        span.getStatus().getMessage());
    attributes(span.getAttributesList());
    for (Span.Event event : span.getEventsList()) {
      line("event", event.getTimeUnixNano(), event.getName(), event.getDroppedAttributesCount());
      attributes(event.getAttributesList());
    }
    for (Span.Link link : span.getLinksList()) {
      line(
          "link",
          hex(link.getTraceId(), 16),
          hex(link.getSpanId(), 8),
          link.getTraceState(),
          link.getFlags(),
          link.getDroppedAttributesCount());
      attributes(link.getAttributesList());
    }
    line("endSpan");
  }

  private void log(LogRecord log) {
    line(
        "log",
        items++,
        log.getTimeUnixNano(),
        log.getObservedTimeUnixNano(),
        log.getSeverityNumberValue(),
        log.getSeverityText(),
        log.getEventName(),
        log.getDroppedAttributesCount(),
        log.getFlags(),
        hex(log.getTraceId(), 16),
        hex(log.getSpanId(), 8));
    attributes(log.getAttributesList());
    line("body");
    value("", log.getBody());
    line("endLog");
  }

  private void metric(Metric metric) {
    String temporality =
        switch (metric.getDataCase()) {
          case SUM -> metric.getSum().getAggregationTemporality().name();
          case HISTOGRAM -> metric.getHistogram().getAggregationTemporality().name();
          case EXPONENTIAL_HISTOGRAM ->
              metric.getExponentialHistogram().getAggregationTemporality().name();
          default -> "AGGREGATION_TEMPORALITY_UNSPECIFIED";
        };
    line(
        "metric",
        metric.getName(),
        metric.getDescription(),
        metric.getUnit(),
        metric.getDataCase(),
        temporality.substring("AGGREGATION_TEMPORALITY_".length()),
        metric.getSum().getIsMonotonic());
    attributes(metric.getMetadataList());
    metric.getGauge().getDataPointsList().forEach(this::number);
    metric.getSum().getDataPointsList().forEach(this::number);
    metric.getHistogram().getDataPointsList().forEach(this::histogram);
    metric.getExponentialHistogram().getDataPointsList().forEach(this::exponential);
    metric.getSummary().getDataPointsList().forEach(this::summary);
  }

  private void number(NumberDataPoint point) {
    boolean isLong = point.hasAsInt();
    boolean stale = (point.getFlags() & 1) != 0;
    line(
        "point",
        items++,
        stale ? "NO_RECORDED_VALUE" : isLong ? "LONG" : "DOUBLE",
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        stale ? "-" : isLong ? "" + point.getAsInt() : "" + point.getAsDouble());
    attributes(point.getAttributesList());
    end(point.getExemplarsList());
  }

  private void histogram(HistogramDataPoint point) {
    line(
        "point",
        items++,
        "HISTOGRAM",
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getCount()
            + " "
            + (point.hasSum() ? point.getSum() : "-")
            + " "
            + (point.hasMin() ? point.getMin() : "-")
            + " "
            + (point.hasMax() ? point.getMax() : "-")
            + point.getExplicitBoundsList()
            + point.getBucketCountsList());
    attributes(point.getAttributesList());
    end(point.getExemplarsList());
  }

  private void exponential(ExponentialHistogramDataPoint point) {
    line(
        "point",
        items++,
        "EXPONENTIAL_HISTOGRAM",
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getCount()
            + " "
            + (point.hasSum() ? point.getSum() : "-")
            + " "
            + (point.hasMin() ? point.getMin() : "-")
            + " "
            + (point.hasMax() ? point.getMax() : "-")
            + " "
            + point.getScale()
            + " "
            + point.getZeroCount()
            + " "
            + point.getZeroThreshold()
            + " "
            + point.getPositive().getOffset()
            + point.getPositive().getBucketCountsList()
            + " "
            + point.getNegative().getOffset()
            + point.getNegative().getBucketCountsList());
    attributes(point.getAttributesList());
    end(point.getExemplarsList());
  }

  private void summary(SummaryDataPoint point) {
    line(
        "point",
        items++,
        "SUMMARY",
        point.getStartTimeUnixNano(),
        point.getTimeUnixNano(),
        point.getFlags(),
        point.getCount()
            + " "
            + point.getSum()
            + point.getQuantileValuesList().stream().map(value -> value.getQuantile()).toList()
            + point.getQuantileValuesList().stream().map(value -> value.getValue()).toList());
    attributes(point.getAttributesList());
    end(List.of());
  }

  private void end(List<Exemplar> exemplars) {
    for (Exemplar exemplar : exemplars) {
      if (exemplar.getValueCase() == Exemplar.ValueCase.VALUE_NOT_SET) {
        continue;
      }
      line(
          "exemplar",
          exemplar.getTimeUnixNano(),
          exemplar.hasAsInt() ? "" + exemplar.getAsInt() : "" + exemplar.getAsDouble(),
          hex(exemplar.getTraceId(), 16),
          hex(exemplar.getSpanId(), 8));
      attributes(exemplar.getFilteredAttributesList());
    }
    line("endPoint");
  }

  private void attributes(List<KeyValue> attributes) {
    attributes.forEach(attribute -> value(attribute.getKey(), attribute.getValue()));
  }

  private void value(String key, AnyValue value) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> line("attr", key, "string", value.getStringValue());
      case BOOL_VALUE -> line("attr", key, "bool", value.getBoolValue());
      case INT_VALUE -> line("attr", key, "int", value.getIntValue());
      case DOUBLE_VALUE -> line("attr", key, "double", value.getDoubleValue());
      case BYTES_VALUE ->
          line("attr", key, "bytes", HexFormat.of().formatHex(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        line("attr", key, "[");
        value.getArrayValue().getValuesList().forEach(element -> value("", element));
        line("end");
      }
      case KVLIST_VALUE -> {
        line("attr", key, "{");
        attributes(value.getKvlistValue().getValuesList());
        line("end");
      }
      default -> line("attr", key, "empty");
    }
  }

  private static String hex(ByteString id, int length) {
    return id.size() == length ? HexFormat.of().formatHex(id.toByteArray()) : "00".repeat(length);
  }
}
