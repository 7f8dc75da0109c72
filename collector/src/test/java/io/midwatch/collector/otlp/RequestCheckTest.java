package io.midwatch.collector.otlp;

import static io.midwatch.collector.ingest.RejectReason.BOUNDS_NOT_INCREASING;
import static io.midwatch.collector.ingest.RejectReason.BUCKET_MISMATCH;
import static io.midwatch.collector.ingest.RejectReason.INVALID_QUANTILES;
import static io.midwatch.collector.ingest.RejectReason.INVALID_SPAN_ID;
import static io.midwatch.collector.ingest.RejectReason.INVALID_TRACE_ID;
import static io.midwatch.collector.ingest.RejectReason.NO_TIME;
import static io.midwatch.collector.ingest.RejectReason.NO_VALUE;
import static io.midwatch.collector.ingest.RejectReason.TOO_DEEP;
import static io.midwatch.collector.ingest.RejectReason.UNSPECIFIED_TEMPORALITY;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.midwatch.collector.ingest.RejectReason;
import io.midwatch.model.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestCheckTest {
  @Test
  void countsItemsOfEverySignalAndRefusesNoneOfTheGood() {
    assertCount(Signal.TRACES, OtlpSamples.traces().toByteArray(), 4);
    assertCount(Signal.LOGS, OtlpSamples.logs().toByteArray(), 3);
    assertCount(Signal.METRICS, OtlpSamples.metrics().toByteArray(), 8);
    assertCount(Signal.TRACES, new byte[0], 0);
  }

  private static void assertCount(Signal signal, byte[] body, int items) {
    assertThat(RequestCheck.check(signal, body))
        .isEqualTo(new RequestCheck.Result(items, new BitSet(), Map.of(), 0));
  }

  static Stream<Arguments> spans() {
    Span good = OtlpSamples.bareSpan(1);
    return Stream.of(
        Arguments.of("no trace id", good.toBuilder().clearTraceId(), INVALID_TRACE_ID),
        Arguments.of(
            "zero trace id",
            good.toBuilder().setTraceId(ByteString.copyFrom(new byte[16])),
            INVALID_TRACE_ID),
        Arguments.of(
            "15 bytes of trace id",
            good.toBuilder().setTraceId(OtlpSamples.id(15, 1)),
            INVALID_TRACE_ID),
        Arguments.of("no span id", good.toBuilder().clearSpanId(), INVALID_SPAN_ID),
        Arguments.of(
            "17 bytes of span id",
            good.toBuilder().setSpanId(OtlpSamples.id(17, 1)),
            INVALID_SPAN_ID),
        Arguments.of("nested too deep", good.toBuilder().addAttributes(nested(64)), TOO_DEEP));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spans")
  void refusesOneSpanAndKeepsItsNeighbours(String name, Span.Builder bad, RejectReason reason) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(OtlpSamples.bareSpan(2))
        .addSpans(bad)
        .addSpans(OtlpSamples.bareSpan(3));
    assertThat(RequestCheck.check(Signal.TRACES, request.build().toByteArray()))
        .as(name)
        .isEqualTo(
            new RequestCheck.Result(3, BitSet.valueOf(new long[] {2}), Map.of(reason, 1), 0));
  }

  @Test
  void keepsASpanThatNestsAsDeepAsAllowed() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(OtlpSamples.bareSpan(2).toBuilder().addAttributes(nested(63)));
    byte[] body = request.build().toByteArray();
    assertThat(RequestCheck.check(Signal.TRACES, body).reasons()).isEmpty();
    assertThat(OtlpBatchDecoderTest.decode(Signal.TRACES, body, new BitSet()))
        .filteredOn(line -> line.equals("end"))
        .hasSize(63);
  }

  @Test
  void refusesAllItemsOfAResourceThatNestsTooDeep() {
    ExportTraceServiceRequest.Builder request = OtlpSamples.traces().toBuilder();
    request.getResourceSpansBuilder(0).getResourceBuilder().addAttributes(nested(10_000));
    byte[] body = request.buildPartial().toByteArray();
    RequestCheck.Result result = RequestCheck.check(Signal.TRACES, body);
    assertThat(result.reasons()).isEqualTo(Map.of(TOO_DEEP, 3));
    assertThat(OtlpBatchDecoderTest.decode(Signal.TRACES, body, result.rejected()))
        .filteredOn(line -> line.startsWith("span "))
        .hasSize(1);
  }

  /** A value inside {@code arrays} arrays; takes arrays + 1 levels. */
  private static KeyValue nested(int arrays) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    ByteString bytes = value.toByteString();
    for (int i = 0; i < arrays; i++) {
      ProtoWriter array = new ProtoWriter();
      int values = array.open(5);
      array.bytes(1, bytes.toByteArray());
      array.close(values);
      bytes = ByteString.copyFrom(array.toByteArray());
    }
    return KeyValue.newBuilder()
        .setKey("deep")
        .setValue(AnyValue.newBuilder().setUnknownFields(unknown(bytes)).build())
        .build();
  }

  /** Lets the generated classes carry bytes they would refuse to parse for their depth. */
  private static com.google.protobuf.UnknownFieldSet unknown(ByteString message) {
    ProtoCursor cursor = new ProtoCursor(message.toByteArray(), 0, message.size());
    if (!cursor.next()) {
      return com.google.protobuf.UnknownFieldSet.getDefaultInstance();
    }
    com.google.protobuf.UnknownFieldSet.Field.Builder field =
        com.google.protobuf.UnknownFieldSet.Field.newBuilder();
    if (cursor.wireType() == ProtoCursor.VARINT) {
      field.addVarint(cursor.varint());
    } else {
      int length = cursor.length();
      int from = cursor.advance(length);
      field.addLengthDelimited(message.substring(from, from + length));
    }
    return com.google.protobuf.UnknownFieldSet.newBuilder()
        .addField(cursor.field(), field.build())
        .build();
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        Arguments.of(
            "point without time",
            gauge(OtlpSamples.number().clearTimeUnixNano().build().toByteArray()),
            List.of(NO_TIME)),
        Arguments.of(
            "last nanosecond of the long, which no range has",
            gauge(OtlpSamples.number().setTimeUnixNano(Long.MAX_VALUE).build().toByteArray()),
            List.of(NO_TIME)),
        Arguments.of(
            "point past the year 2262",
            gauge(OtlpSamples.number().setTimeUnixNano(Long.MIN_VALUE).build().toByteArray()),
            List.of(NO_TIME)),
        Arguments.of(
            "latest time",
            gauge(OtlpSamples.number().setTimeUnixNano(Long.MAX_VALUE - 1).build().toByteArray()),
            List.of()),
        Arguments.of(
            "histogram past the year 2262",
            histogram(
                point(3, List.of(1.0), List.of(1L, 2L)).toBuilder().setTimeUnixNano(-1).build()),
            List.of(NO_TIME)),
        Arguments.of(
            "point without value",
            gauge(OtlpSamples.number().clearValue().build().toByteArray()),
            List.of(NO_VALUE)),
        Arguments.of(
            "stale point without value",
            gauge(OtlpSamples.number().clearValue().setFlags(1).build().toByteArray()),
            List.of()),
        Arguments.of(
            "one bucket too few",
            histogram(point(3, List.of(1.0), List.of(3L))),
            List.of(BUCKET_MISMATCH)),
        Arguments.of(
            "buckets do not add up",
            histogram(point(4, List.of(1.0), List.of(1L, 2L))),
            List.of(BUCKET_MISMATCH)),
        Arguments.of(
            "bounds that stay",
            histogram(point(3, List.of(1.0, 1.0), List.of(1L, 1L, 1L))),
            List.of(BOUNDS_NOT_INCREASING)),
        Arguments.of(
            "bound that is no number",
            histogram(point(3, List.of(Double.NaN), List.of(1L, 2L))),
            List.of(BOUNDS_NOT_INCREASING)),
        Arguments.of(
            "neither bounds nor buckets", histogram(point(3, List.of(), List.of())), List.of()),
        Arguments.of(
            "one bucket without bounds", histogram(point(3, List.of(), List.of(3L))), List.of()),
        Arguments.of(
            "temporality missing", sampleWithoutTemporality(1), List.of(UNSPECIFIED_TEMPORALITY)),
        Arguments.of(
            "histogram temporality missing",
            sampleWithoutTemporality(2),
            List.of(UNSPECIFIED_TEMPORALITY, UNSPECIFIED_TEMPORALITY)),
        Arguments.of("exponential count too high", exponentialMismatch(), List.of(BUCKET_MISMATCH)),
        Arguments.of("quantiles descend", quantiles(0.9, 0.5), List.of(INVALID_QUANTILES)),
        Arguments.of("quantile above one", quantiles(0.5, 1.1), List.of(INVALID_QUANTILES)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void refusesPointsThatMeanNothing(String name, Metric metric, List<RejectReason> reasons) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetrics(metric)
        .addMetrics(gauge(OtlpSamples.number().build().toByteArray()));
    RequestCheck.Result result = RequestCheck.check(Signal.METRICS, request.build().toByteArray());
    assertThat(result.rejected().cardinality()).as(name).isEqualTo(reasons.size());
    assertThat(result.rejected().get(result.itemCount() - 1)).as("the good one").isFalse();
    assertThat(result.reasons().keySet())
        .containsExactlyInAnyOrderElementsOf(new java.util.LinkedHashSet<>(reasons));
  }

  private static Metric gauge(byte[] point) {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    ProtoWriter gauge = new ProtoWriter();
    gauge.bytes(1, point);
    try {
      metric.getGaugeBuilder().mergeFrom(gauge.toByteArray());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return metric.build();
  }

  private static Metric histogram(HistogramDataPoint point) {
    Metric.Builder metric =
        OtlpSamples.metrics().getResourceMetrics(0).getScopeMetrics(0).getMetrics(2).toBuilder();
    metric.getHistogramBuilder().clearDataPoints().addDataPoints(point);
    return metric.build();
  }

  private static HistogramDataPoint point(long count, List<Double> bounds, List<Long> buckets) {
    return HistogramDataPoint.newBuilder()
        .setTimeUnixNano(5)
        .setCount(count)
        .addAllExplicitBounds(bounds)
        .addAllBucketCounts(buckets)
        .build();
  }

  private static Metric sampleWithoutTemporality(int index) {
    Metric.Builder metric =
        OtlpSamples.metrics()
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(index)
            .toBuilder();
    if (metric.hasSum()) {
      metric.getSumBuilder().clearAggregationTemporality();
    } else {
      metric.getHistogramBuilder().setAggregationTemporalityValue(7);
    }
    return metric.build();
  }

  private static Metric exponentialMismatch() {
    Metric.Builder metric =
        OtlpSamples.metrics().getResourceMetrics(0).getScopeMetrics(0).getMetrics(3).toBuilder();
    metric.getExponentialHistogramBuilder().getDataPointsBuilder(0).setCount(1);
    return metric.build();
  }

  private static Metric quantiles(double first, double second) {
    Metric.Builder metric =
        OtlpSamples.metrics().getResourceMetrics(0).getScopeMetrics(0).getMetrics(4).toBuilder();
    var point = metric.getSummaryBuilder().getDataPointsBuilder(0).clearQuantileValues();
    point.addQuantileValuesBuilder().setQuantile(first);
    point.addQuantileValuesBuilder().setQuantile(second);
    return metric.build();
  }

  @Test
  void ignoresFieldsOfTheFuture() {
    ProtoWriter future = new ProtoWriter();
    future.varint(900, 5);
    future.fixed64(901, 5);
    future.fixed32(902, 5);
    future.bytes(903, new byte[] {1, 2});
    future.tag(904, ProtoCursor.START_GROUP);
    future.varint(1, 1);
    future.tag(904, ProtoCursor.END_GROUP);
    byte[] known = OtlpSamples.traces().toByteArray();
    future.raw(known, 0, known.length);
    assertCount(Signal.TRACES, future.toByteArray(), 4);
  }

  @Test
  void countsTextThatIsNotUtf8AndRepairsIt() throws Exception {
    ExportTraceServiceRequest.Builder request = OtlpSamples.traces().toBuilder();
    byte[] body = request.build().toByteArray();
    replace(body, "exception", 3, (byte) 0xff);
    RequestCheck.Result found = RequestCheck.check(Signal.TRACES, body);
    assertThat(found.invalidTexts()).isEqualTo(1);
    assertThat(found.reasons()).isEmpty();
    byte[] repaired = TextRepair.repair(OtlpSchema.request(Signal.TRACES), body);
    ExportTraceServiceRequest read = ExportTraceServiceRequest.parseFrom(repaired);
    assertThat(read.getResourceSpans(0).getScopeSpans(0).getSpans(0).getEvents(0).getName())
        .isEqualTo("exc\ufffdption");
    assertThat(RequestCheck.check(Signal.TRACES, repaired))
        .isEqualTo(new RequestCheck.Result(4, new BitSet(), Map.of(), 0));
    byte[] whole = OtlpSamples.traces().toByteArray();
    assertThat(TextRepair.repair(OtlpSchema.request(Signal.TRACES), whole)).isEqualTo(whole);
  }

  /** Damages the first occurrence of an ASCII text. */
  private static void replace(byte[] body, String text, int offset, byte value) {
    String all = new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
    body[all.indexOf(text) + offset] = value;
  }

  @Test
  void readsRepeatedNumbersThatAreNotPacked() {
    ProtoWriter point = new ProtoWriter();
    point.fixed64(3, 5);
    point.fixed64(4, 3);
    point.fixed64(6, 1);
    point.fixed64(6, 2);
    point.fixed64(7, Double.doubleToRawLongBits(0.5));
    ProtoWriter request = new ProtoWriter();
    int group = request.open(1);
    int scope = request.open(2);
    int metric = request.open(2);
    int histogram = request.open(9);
    request.bytes(1, point.toByteArray());
    request.varint(2, 1);
    request.close(histogram);
    request.close(metric);
    request.close(scope);
    request.close(group);
    assertCount(Signal.METRICS, request.toByteArray(), 1);
    assertThat(OtlpBatchDecoderTest.decode(Signal.METRICS, request.toByteArray(), new BitSet()))
        .contains("point 0 HISTOGRAM 0 5 0 3 - - -[0.5][1, 2]");
  }
}
