package io.midwatch.collector.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.midwatch.model.Signal;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTranscoderTest {
  @Test
  void makesTheSameProtobufOfSpans() {
    assertThat(lines(Signal.TRACES, OtlpJson.of(OtlpSamples.traces())))
        .isEqualTo(OracleLog.spans(OtlpSamples.traces()));
  }

  @Test
  void makesTheSameProtobufOfLogs() {
    assertThat(lines(Signal.LOGS, OtlpJson.of(OtlpSamples.logs())))
        .isEqualTo(OracleLog.logs(OtlpSamples.logs()));
  }

  @Test
  void makesTheSameProtobufOfPoints() {
    assertThat(lines(Signal.METRICS, OtlpJson.of(OtlpSamples.metrics())))
        .isEqualTo(OracleLog.points(OtlpSamples.metrics()));
  }

  @Test
  void generatedClassesReadWhatIsWritten() throws InvalidProtocolBufferException {
    byte[] body = transcode(Signal.TRACES, OtlpJson.of(OtlpSamples.traces())).body();
    assertThat(ExportTraceServiceRequest.parseFrom(body)).isEqualTo(OtlpSamples.traces());
    byte[] points = transcode(Signal.METRICS, OtlpJson.of(OtlpSamples.metrics())).body();
    assertThat(ExportMetricsServiceRequest.parseFrom(points).toByteString())
        .isEqualTo(OtlpSamples.metrics().toByteString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'as a number' | {\"intValue\": 42}",
        "'as a string' | {\"intValue\": \"42\"}",
        "'with a fraction of zero' | {\"intValue\": 42.0}",
        "'with an exponent' | {\"intValue\": \"4.2e1\"}",
        "'with an unknown member' | {\"new\": {\"a\": [1, {}]}, \"intValue\": 42}",
        "'with another member null' | {\"stringValue\": null, \"intValue\": 42}",
        "'in snake case' | {\"int_value\": 42}",
      })
  void readsAnInteger(String name, String json) throws InvalidProtocolBufferException {
    assertThat(attribute(json).getIntValue()).as(name).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "\"NaN\",NaN",
    "\"Infinity\",Infinity",
    "\"-Infinity\",-Infinity",
    "\"1.5\",1.5",
    "1.5,1.5",
    "3,3.0",
    "1e400,Infinity"
  })
  void readsADouble(String json, double expected) throws InvalidProtocolBufferException {
    assertThat(attribute("{\"doubleValue\":" + json + "}").getDoubleValue())
        .isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/+8=", "/+8", "_-8=", "_-8"})
  void readsBytesInEveryBase64(String base64) throws InvalidProtocolBufferException {
    assertThat(attribute("{\"bytesValue\":\"" + base64 + "\"}").getBytesValue().toByteArray())
        .containsExactly(-1, -17);
  }

  @Test
  void repairsLoneSurrogatesAndKeepsNul() throws InvalidProtocolBufferException {
    assertThat(attribute("{\"stringValue\":\"a\\ud800b\\u0000c\"}").getStringValue())
        .isEqualTo("a\ufffdb\0c");
  }

  @Test
  void repairsInvalidUtf8() throws Exception {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.write("{\"resourceSpans\":[{\"schemaUrl\":\"a".getBytes(UTF_8));
    json.write(0xff);
    json.write("b\"}]}".getBytes(UTF_8));
    byte[] body = JsonTranscoder.transcode(Signal.TRACES, json.toByteArray()).body();
    assertThat(ExportTraceServiceRequest.parseFrom(body).getResourceSpans(0).getSchemaUrl())
        .isEqualTo("a\ufffdb");
  }

  @Test
  void toleratesEnumNamesAndSnakeCaseWithAWarning() throws InvalidProtocolBufferException {
    JsonTranscoder.Result result =
        transcode(Signal.TRACES, span("\"kind\":\"SPAN_KIND_SERVER\",\"trace_state\":\"a=b\""));
    Span span = span(result.body());
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getTraceState()).isEqualTo("a=b");
    assertThat(result.warning()).contains("enum names").contains("snake_case");
    assertThat(transcode(Signal.TRACES, span("\"kind\":2")).warning()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4bf92f3577b34da6a3ce929d0e0e473",
        "S/kvNXezTaajzpKdDg5HNg==",
        "AAAAAAAAAAAAAAAA",
        "4bf92f3577b34da6a3ce929d0e0e473600",
        ""
      })
  void refusesOnlyTheSpanWithABadId(String traceId) {
    String bad = "{\"spanId\":\"00f067aa0ba902b7\",\"traceId\":\"" + traceId + "\"}";
    String good = OtlpJson.of(OtlpSamples.bareSpan(1));
    byte[] body =
        transcode(
                Signal.TRACES,
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + bad + "," + good + "]}]}]}")
            .body();
    RequestCheck.Result result = RequestCheck.check(Signal.TRACES, body);
    assertThat(result.itemCount()).isEqualTo(2);
    assertThat(result.rejected()).isEqualTo(BitSet.valueOf(new long[] {1}));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing | ``",
        "an array | []",
        "cut off | {\"resourceSpans\":[",
        "trailing comma | {\"resourceSpans\":[],}",
        "comment | {/* */}",
        "something behind | {} {}",
        "list expected | {\"resourceSpans\":{}}",
        "object expected | {\"resourceSpans\":[1]}",
        "twice | {\"resourceSpans\":[],\"resourceSpans\":[]}",
        "text for a number | {\"resourceSpans\":[{\"resource\":{\"droppedAttributesCount\":\"x\"}}]}",
        "negative for unsigned | {\"resourceSpans\":[{\"resource\":{\"droppedAttributesCount\":-1}}]}",
        "too large | {\"resourceSpans\":[{\"resource\":{\"droppedAttributesCount\":4294967296}}]}",
        "huge exponent | {\"resourceSpans\":[{\"resource\":{\"droppedAttributesCount\":1e999999999}}]}",
        "number for text | {\"resourceSpans\":[{\"schemaUrl\":1}]}",
      })
  void refusesWhatIsNoRequest(String name, String json) {
    assertThatThrownBy(() -> transcode(Signal.TRACES, json))
        .as(name)
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  @Timeout(10)
  void refusesAMillionDigits() {
    String json =
        "{\"resourceSpans\":[{\"resource\":{\"droppedAttributesCount\":"
            + "1".repeat(1_000_000)
            + "}}]}";
    assertThatThrownBy(() -> transcode(Signal.TRACES, json)).isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 100, 1_000})
  @Timeout(10)
  void refusesOnlyTheItemThatNestsTooDeep(int depth) {
    String value =
        "{\"arrayValue\":{\"values\":[".repeat(depth - 1) + "{}" + "]}}".repeat(depth - 1);
    String attributes = "\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]";
    RequestCheck.Result result =
        RequestCheck.check(Signal.TRACES, transcode(Signal.TRACES, span(attributes)).body());
    assertThat(result.rejected().cardinality()).isEqualTo(depth > 64 ? 1 : 0);
  }

  @Test
  @Timeout(10)
  void refusesARequestThatNestsWithoutEnd() {
    assertThatThrownBy(() -> transcode(Signal.TRACES, "{\"x\":" + "[".repeat(100_000)))
        .isInstanceOf(DecodeException.class);
  }

  private static String span(String members) {
    String ids =
        "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\",";
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{" + ids + members + "}]}]}]}";
  }

  private static Span span(byte[] body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpans(0)
        .getScopeSpans(0)
        .getSpans(0);
  }

  private static AnyValue attribute(String json) throws InvalidProtocolBufferException {
    byte[] body =
        transcode(Signal.TRACES, span("\"attributes\":[{\"key\":\"k\",\"value\":" + json + "}]"))
            .body();
    return span(body).getAttributes(0).getValue();
  }

  private static JsonTranscoder.Result transcode(Signal signal, String json) {
    return JsonTranscoder.transcode(signal, json.getBytes(UTF_8));
  }

  private static java.util.List<String> lines(Signal signal, String json) {
    return OtlpBatchDecoderTest.decode(signal, transcode(signal, json).body(), new BitSet());
  }
}
