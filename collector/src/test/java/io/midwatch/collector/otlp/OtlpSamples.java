package io.midwatch.collector.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.EntityRef;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;

/** Requests that set every field OTLP has; several groups, so that the order of items shows. */
public final class OtlpSamples {
  private static final long TIME = 1_790_000_000_000_000_000L;

  private OtlpSamples() {}

  public static ExportTraceServiceRequest traces() {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource("shop"))
                .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(scope())
                        .setSchemaUrl("https://opentelemetry.io/schemas/1.36.0")
                        .addSpans(fullSpan(1))
                        .addSpans(bareSpan(2)))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(bareSpan(3))))
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().setScope(scope()).addSpans(fullSpan(4))))
        .build();
  }

  public static Span bareSpan(int number) {
    return Span.newBuilder()
        .setTraceId(id(16, number))
        .setSpanId(id(8, number))
        .setName("GET /")
        .setStartTimeUnixNano(TIME + number)
        .setEndTimeUnixNano(TIME + 1_000_000)
        .build();
  }

  private static Span fullSpan(int number) {
    return bareSpan(number).toBuilder()
        .setParentSpanId(id(8, number + 100))
        .setTraceState("ot=th:8,vendor=a")
        .setFlags(0xfff0_0301)
        .setName("POST /cart/{id} \u00e9\ud83d\ude00")
        .setKindValue(99)
        .addAllAttributes(attributes())
        .setDroppedAttributesCount(3)
        .addEvents(
            Span.Event.newBuilder()
                .setTimeUnixNano(TIME + 5)
                .setName("exception")
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(1))
        .addEvents(Span.Event.newBuilder().setName("empty"))
        .setDroppedEventsCount(4)
        .addLinks(
            Span.Link.newBuilder()
                .setTraceId(id(16, 77))
                .setSpanId(id(8, 78))
                .setTraceState("a=b")
                .setFlags(0x301)
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(2))
        .addLinks(Span.Link.newBuilder())
        .setDroppedLinksCount(5)
        .setStatus(
            Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("boom"))
        .build();
  }

  public static ExportLogsServiceRequest logs() {
    LogRecord full =
        LogRecord.newBuilder()
            .setTimeUnixNano(TIME)
            .setObservedTimeUnixNano(TIME + 9)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR2)
            .setSeverityText("ERROR")
            .setBody(value(map()))
            .addAllAttributes(attributes())
            .setDroppedAttributesCount(6)
            .setFlags(1)
            .setTraceId(id(16, 9))
            .setSpanId(id(8, 9))
            .setEventName("device.app.lifecycle")
            .build();
    LogRecord text =
        LogRecord.newBuilder()
            .setTimeUnixNano(TIME)
            .setBody(text("order 17 refused"))
            .setTraceId(ByteString.copyFromUtf8("short"))
            .build();
    LogRecord observedOnly = LogRecord.newBuilder().setObservedTimeUnixNano(TIME).build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource("shop"))
                .setSchemaUrl("https://example.org/s")
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(scope())
                        .setSchemaUrl("https://example.org/t")
                        .addLogRecords(full)
                        .addLogRecords(text))
                .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(observedOnly)))
        .build();
  }

  public static ExportMetricsServiceRequest metrics() {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(resource("shop"))
                .setSchemaUrl("https://example.org/s")
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .setScope(scope())
                        .addMetrics(
                            metric("jvm.memory.used")
                                .setGauge(
                                    Gauge.newBuilder()
                                        .addDataPoints(number().setAsDouble(Double.NaN))
                                        .addDataPoints(number().setAsInt(Long.MIN_VALUE))
                                        .addDataPoints(number().clearValue().setFlags(1))))
                        .addMetrics(
                            metric("requests")
                                .setSum(
                                    Sum.newBuilder()
                                        .setIsMonotonic(true)
                                        .setAggregationTemporality(
                                            AggregationTemporality
                                                .AGGREGATION_TEMPORALITY_CUMULATIVE)
                                        .addDataPoints(number().setAsInt(7))))
                        .addMetrics(metric("duration").setHistogram(histogram()))
                        .addMetrics(metric("duration.exp").setExponentialHistogram(exponential()))
                        .addMetrics(metric("gc.pause").setSummary(summary()))))
        .build();
  }

  private static Metric.Builder metric(String name) {
    return Metric.newBuilder()
        .setName(name)
        .setDescription("what " + name + " counts")
        .setUnit("s")
        .addAllMetadata(attributes());
  }

  public static NumberDataPoint.Builder number() {
    return NumberDataPoint.newBuilder()
        .addAllAttributes(attributes())
        .setStartTimeUnixNano(TIME - 1_000)
        .setTimeUnixNano(TIME)
        .setAsInt(1)
        .addExemplars(exemplar().setAsInt(-5))
        .addExemplars(exemplar().setAsDouble(0.25).clearTraceId().clearSpanId())
        .addExemplars(exemplar());
  }

  private static Exemplar.Builder exemplar() {
    return Exemplar.newBuilder()
        .setTimeUnixNano(TIME + 3)
        .setTraceId(id(16, 5))
        .setSpanId(id(8, 6))
        .addAllFilteredAttributes(attributes());
  }

  private static Histogram histogram() {
    HistogramDataPoint full =
        HistogramDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setStartTimeUnixNano(TIME - 1_000)
            .setTimeUnixNano(TIME)
            .setCount(6)
            .setSum(12.5)
            .setMin(0.1)
            .setMax(9)
            .addAllExplicitBounds(List.of(0.5, 1.0))
            .addAllBucketCounts(List.of(1L, 2L, 3L))
            .addExemplars(exemplar().setAsDouble(0.7))
            .build();
    HistogramDataPoint countOnly =
        HistogramDataPoint.newBuilder().setTimeUnixNano(TIME).setCount(3).build();
    return Histogram.newBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
        .addDataPoints(full)
        .addDataPoints(countOnly)
        .build();
  }

  private static ExponentialHistogram exponential() {
    ExponentialHistogramDataPoint.Builder point =
        ExponentialHistogramDataPoint.newBuilder()
            .addAllAttributes(attributes())
            .setStartTimeUnixNano(TIME - 1_000)
            .setTimeUnixNano(TIME)
            .setCount(2_000_000_012L)
            .setSum(-3)
            .setMin(-8)
            .setMax(44)
            .setScale(-2)
            .setZeroCount(5)
            .setZeroThreshold(1e-9);
    point.getPositiveBuilder().setOffset(-3).addAllBucketCounts(List.of(1L, 0L, 2_000_000_000L));
    point.getNegativeBuilder().setOffset(20).addAllBucketCounts(List.of(2L, 4L));
    return ExponentialHistogram.newBuilder()
        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
        .addDataPoints(point.addExemplars(exemplar().setAsInt(4)))
        .build();
  }

  private static Summary summary() {
    return Summary.newBuilder()
        .addDataPoints(
            SummaryDataPoint.newBuilder()
                .addAllAttributes(attributes())
                .setStartTimeUnixNano(TIME - 1_000)
                .setTimeUnixNano(TIME)
                .setCount(10)
                .setSum(4.5)
                .addQuantileValues(quantile(0, 0.1))
                .addQuantileValues(quantile(0.5, 0.4))
                .addQuantileValues(quantile(1, 2)))
        .build();
  }

  private static SummaryDataPoint.ValueAtQuantile quantile(double quantile, double value) {
    return SummaryDataPoint.ValueAtQuantile.newBuilder()
        .setQuantile(quantile)
        .setValue(value)
        .build();
  }

  static Resource resource(String service) {
    return Resource.newBuilder()
        .addAttributes(KeyValue.newBuilder().setKey("service.name").setValue(text(service)))
        .addAllAttributes(attributes())
        .setDroppedAttributesCount(1)
        .addEntityRefs(
            EntityRef.newBuilder()
                .setSchemaUrl("https://example.org/e")
                .setType("service")
                .addAllIdKeys(List.of("service.name", "service.namespace"))
                .addDescriptionKeys("service.version"))
        .addEntityRefs(EntityRef.newBuilder().setType("host"))
        .build();
  }

  private static InstrumentationScope scope() {
    return InstrumentationScope.newBuilder()
        .setName("io.example.http")
        .setVersion("1.2")
        .addAllAttributes(attributes())
        .setDroppedAttributesCount(2)
        .build();
  }

  private static List<KeyValue> attributes() {
    return map().getValuesList();
  }

  /** Every kind of value: also empty, nested, mixed. */
  private static KeyValueList map() {
    KeyValueList inner =
        KeyValueList.newBuilder()
            .addValues(KeyValue.newBuilder().setKey("deep").setValue(text("er")))
            .addValues(KeyValue.newBuilder().setKey("none"))
            .build();
    ArrayValue mixed =
        ArrayValue.newBuilder()
            .addValues(text("a"))
            .addValues(AnyValue.newBuilder().setIntValue(-1))
            .addValues(AnyValue.newBuilder())
            .addValues(value(inner))
            .addValues(AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance()))
            .build();
    return KeyValueList.newBuilder()
        .addValues(pair("text", text("plain")))
        .addValues(pair("empty text", text("")))
        .addValues(pair("yes", AnyValue.newBuilder().setBoolValue(true).build()))
        .addValues(pair("no", AnyValue.newBuilder().setBoolValue(false).build()))
        .addValues(pair("least", AnyValue.newBuilder().setIntValue(Long.MIN_VALUE).build()))
        .addValues(pair("pi", AnyValue.newBuilder().setDoubleValue(3.25).build()))
        .addValues(
            pair("low", AnyValue.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY).build()))
        .addValues(
            pair(
                "raw",
                AnyValue.newBuilder()
                    .setBytesValue(ByteString.copyFrom(new byte[] {-1, 0, 127, -66}))
                    .build()))
        .addValues(pair("mixed", AnyValue.newBuilder().setArrayValue(mixed).build()))
        .addValues(pair("map", value(inner)))
        .addValues(KeyValue.newBuilder().setKey("nothing"))
        .build();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static AnyValue value(KeyValueList map) {
    return AnyValue.newBuilder().setKvlistValue(map).build();
  }

  static ByteString id(int length, int number) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (number * 31 + i);
    }
    return ByteString.copyFrom(bytes);
  }
}
