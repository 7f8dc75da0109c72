package io.midwatch.collector.otlp;

import static java.util.Map.entry;

import io.midwatch.collector.otlp.Field.Kind;
import io.midwatch.model.Signal;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages of OTLP 1.11.0 as tables, for everything that treats all fields alike: transcoding
 * JSON, checking text and depth, rewriting. Source: opentelemetry-proto, the .proto files of the
 * three signals.
 */
final class OtlpSchema {
  static final MessageType ANY_VALUE = new MessageType("AnyValue");
  static final MessageType KEY_VALUE =
      new MessageType("KeyValue").field(1, "key", Kind.STRING).message(2, "value", ANY_VALUE);
  private static final MessageType ARRAY_VALUE =
      new MessageType("ArrayValue").messages(1, "values", ANY_VALUE);
  private static final MessageType KEY_VALUE_LIST =
      new MessageType("KeyValueList").messages(1, "values", KEY_VALUE);

  static {
    ANY_VALUE
        .field(1, "stringValue", Kind.STRING)
        .field(2, "boolValue", Kind.BOOL)
        .field(3, "intValue", Kind.INT64)
        .field(4, "doubleValue", Kind.DOUBLE)
        .message(5, "arrayValue", ARRAY_VALUE)
        .message(6, "kvlistValue", KEY_VALUE_LIST)
        .field(7, "bytesValue", Kind.BYTES);
  }

  private static final MessageType ENTITY_REF =
      new MessageType("EntityRef")
          .field(1, "schemaUrl", Kind.STRING)
          .field(2, "type", Kind.STRING)
          .repeated(3, "idKeys", Kind.STRING)
          .repeated(4, "descriptionKeys", Kind.STRING);
  private static final MessageType RESOURCE =
      new MessageType("Resource")
          .messages(1, "attributes", KEY_VALUE)
          .field(2, "droppedAttributesCount", Kind.UINT32)
          .messages(3, "entityRefs", ENTITY_REF);
  private static final MessageType SCOPE =
      new MessageType("InstrumentationScope")
          .field(1, "name", Kind.STRING)
          .field(2, "version", Kind.STRING)
          .messages(3, "attributes", KEY_VALUE)
          .field(4, "droppedAttributesCount", Kind.UINT32);

  private static final MessageType SPAN_EVENT =
      new MessageType("Span.Event")
          .field(1, "timeUnixNano", Kind.FIXED64)
          .field(2, "name", Kind.STRING)
          .messages(3, "attributes", KEY_VALUE)
          .field(4, "droppedAttributesCount", Kind.UINT32);
  private static final MessageType SPAN_LINK =
      new MessageType("Span.Link")
          .field(1, "traceId", Kind.ID)
          .field(2, "spanId", Kind.ID)
          .field(3, "traceState", Kind.STRING)
          .messages(4, "attributes", KEY_VALUE)
          .field(5, "droppedAttributesCount", Kind.UINT32)
          .field(6, "flags", Kind.FIXED32);
  private static final MessageType STATUS =
      new MessageType("Status")
          .field(2, "message", Kind.STRING)
          .enumeration(3, "code", names("STATUS_CODE_", "UNSET", "OK", "ERROR"));
  static final MessageType SPAN =
      new MessageType("Span")
          .field(1, "traceId", Kind.ID)
          .field(2, "spanId", Kind.ID)
          .field(3, "traceState", Kind.STRING)
          .field(4, "parentSpanId", Kind.ID)
          .field(5, "name", Kind.STRING)
          .enumeration(
              6,
              "kind",
              names(
                  "SPAN_KIND_",
                  "UNSPECIFIED",
                  "INTERNAL",
                  "SERVER",
                  "CLIENT",
                  "PRODUCER",
                  "CONSUMER"))
          .field(7, "startTimeUnixNano", Kind.FIXED64)
          .field(8, "endTimeUnixNano", Kind.FIXED64)
          .messages(9, "attributes", KEY_VALUE)
          .field(10, "droppedAttributesCount", Kind.UINT32)
          .messages(11, "events", SPAN_EVENT)
          .field(12, "droppedEventsCount", Kind.UINT32)
          .messages(13, "links", SPAN_LINK)
          .field(14, "droppedLinksCount", Kind.UINT32)
          .message(15, "status", STATUS)
          .field(16, "flags", Kind.FIXED32);

  static final MessageType LOG_RECORD =
      new MessageType("LogRecord")
          .field(1, "timeUnixNano", Kind.FIXED64)
          .enumeration(2, "severityNumber", severityNames())
          .field(3, "severityText", Kind.STRING)
          .message(5, "body", ANY_VALUE)
          .messages(6, "attributes", KEY_VALUE)
          .field(7, "droppedAttributesCount", Kind.UINT32)
          .field(8, "flags", Kind.FIXED32)
          .field(9, "traceId", Kind.ID)
          .field(10, "spanId", Kind.ID)
          .field(11, "observedTimeUnixNano", Kind.FIXED64)
          .field(12, "eventName", Kind.STRING);

  private static final MessageType EXEMPLAR =
      new MessageType("Exemplar")
          .field(2, "timeUnixNano", Kind.FIXED64)
          .field(3, "asDouble", Kind.DOUBLE)
          .field(4, "spanId", Kind.ID)
          .field(5, "traceId", Kind.ID)
          .field(6, "asInt", Kind.SFIXED64)
          .messages(7, "filteredAttributes", KEY_VALUE);
  private static final MessageType NUMBER_POINT =
      new MessageType("NumberDataPoint")
          .field(2, "startTimeUnixNano", Kind.FIXED64)
          .field(3, "timeUnixNano", Kind.FIXED64)
          .field(4, "asDouble", Kind.DOUBLE)
          .messages(5, "exemplars", EXEMPLAR)
          .field(6, "asInt", Kind.SFIXED64)
          .messages(7, "attributes", KEY_VALUE)
          .field(8, "flags", Kind.UINT32);
  private static final MessageType HISTOGRAM_POINT =
      new MessageType("HistogramDataPoint")
          .field(2, "startTimeUnixNano", Kind.FIXED64)
          .field(3, "timeUnixNano", Kind.FIXED64)
          .field(4, "count", Kind.FIXED64)
          .field(5, "sum", Kind.DOUBLE)
          .repeated(6, "bucketCounts", Kind.FIXED64)
          .repeated(7, "explicitBounds", Kind.DOUBLE)
          .messages(8, "exemplars", EXEMPLAR)
          .messages(9, "attributes", KEY_VALUE)
          .field(10, "flags", Kind.UINT32)
          .field(11, "min", Kind.DOUBLE)
          .field(12, "max", Kind.DOUBLE);
  private static final MessageType BUCKETS =
      new MessageType("Buckets")
          .field(1, "offset", Kind.SINT32)
          .repeated(2, "bucketCounts", Kind.UINT64);
  private static final MessageType EXPONENTIAL_POINT =
      new MessageType("ExponentialHistogramDataPoint")
          .messages(1, "attributes", KEY_VALUE)
          .field(2, "startTimeUnixNano", Kind.FIXED64)
          .field(3, "timeUnixNano", Kind.FIXED64)
          .field(4, "count", Kind.FIXED64)
          .field(5, "sum", Kind.DOUBLE)
          .field(6, "scale", Kind.SINT32)
          .field(7, "zeroCount", Kind.FIXED64)
          .message(8, "positive", BUCKETS)
          .message(9, "negative", BUCKETS)
          .field(10, "flags", Kind.UINT32)
          .messages(11, "exemplars", EXEMPLAR)
          .field(12, "min", Kind.DOUBLE)
          .field(13, "max", Kind.DOUBLE)
          .field(14, "zeroThreshold", Kind.DOUBLE);
  private static final MessageType QUANTILE =
      new MessageType("ValueAtQuantile")
          .field(1, "quantile", Kind.DOUBLE)
          .field(2, "value", Kind.DOUBLE);
  private static final MessageType SUMMARY_POINT =
      new MessageType("SummaryDataPoint")
          .field(2, "startTimeUnixNano", Kind.FIXED64)
          .field(3, "timeUnixNano", Kind.FIXED64)
          .field(4, "count", Kind.FIXED64)
          .field(5, "sum", Kind.DOUBLE)
          .messages(6, "quantileValues", QUANTILE)
          .messages(7, "attributes", KEY_VALUE)
          .field(8, "flags", Kind.UINT32);

  private static final Map<String, Integer> TEMPORALITIES =
      names("AGGREGATION_TEMPORALITY_", "UNSPECIFIED", "DELTA", "CUMULATIVE");
  static final MessageType METRIC =
      new MessageType("Metric")
          .field(1, "name", Kind.STRING)
          .field(2, "description", Kind.STRING)
          .field(3, "unit", Kind.STRING)
          .message(5, "gauge", new MessageType("Gauge").messages(1, "dataPoints", NUMBER_POINT))
          .message(
              7,
              "sum",
              new MessageType("Sum")
                  .messages(1, "dataPoints", NUMBER_POINT)
                  .enumeration(2, "aggregationTemporality", TEMPORALITIES)
                  .field(3, "isMonotonic", Kind.BOOL))
          .message(
              9,
              "histogram",
              new MessageType("Histogram")
                  .messages(1, "dataPoints", HISTOGRAM_POINT)
                  .enumeration(2, "aggregationTemporality", TEMPORALITIES))
          .message(
              10,
              "exponentialHistogram",
              new MessageType("ExponentialHistogram")
                  .messages(1, "dataPoints", EXPONENTIAL_POINT)
                  .enumeration(2, "aggregationTemporality", TEMPORALITIES))
          .message(
              11, "summary", new MessageType("Summary").messages(1, "dataPoints", SUMMARY_POINT))
          .messages(12, "metadata", KEY_VALUE);

  private static final MessageType TRACES_REQUEST =
      request("ExportTraceServiceRequest", "resourceSpans", "scopeSpans", "spans", SPAN);
  private static final MessageType LOGS_REQUEST =
      request("ExportLogsServiceRequest", "resourceLogs", "scopeLogs", "logRecords", LOG_RECORD);
  private static final MessageType METRICS_REQUEST =
      request("ExportMetricsServiceRequest", "resourceMetrics", "scopeMetrics", "metrics", METRIC);

  private OtlpSchema() {}

  /** The export request of a signal. */
  static MessageType request(Signal signal) {
    return switch (signal) {
      case TRACES -> TRACES_REQUEST;
      case LOGS -> LOGS_REQUEST;
      case METRICS -> METRICS_REQUEST;
    };
  }

  /** The three signals nest alike, with the same numbers. */
  private static MessageType request(
      String name, String resources, String scopes, String items, MessageType item) {
    MessageType scopeGroup =
        new MessageType("Scope" + item.name())
            .message(1, "scope", SCOPE)
            .messages(2, items, item)
            .field(3, "schemaUrl", Kind.STRING);
    MessageType resourceGroup =
        new MessageType("Resource" + item.name())
            .message(1, "resource", RESOURCE)
            .messages(2, scopes, scopeGroup)
            .field(3, "schemaUrl", Kind.STRING);
    return new MessageType(name).messages(1, resources, resourceGroup);
  }

  private static Map<String, Integer> names(String prefix, String... names) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      numbers.put(prefix + names[i], i);
    }
    return Map.copyOf(numbers);
  }

  private static Map<String, Integer> severityNames() {
    Map<String, Integer> numbers =
        new HashMap<>(Map.ofEntries(entry("SEVERITY_NUMBER_UNSPECIFIED", 0)));
    String[] ranges = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};
    for (int range = 0; range < ranges.length; range++) {
      for (int step = 1; step <= 4; step++) {
        String suffix = step == 1 ? "" : Integer.toString(step);
        numbers.put("SEVERITY_NUMBER_" + ranges[range] + suffix, range * 4 + step);
      }
    }
    return Map.copyOf(numbers);
  }
}
