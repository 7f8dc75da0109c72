package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.midwatch.collector.otlp.OtlpJson;
import io.midwatch.collector.otlp.OtlpSamples;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an OTLP/HTTP request is answered with, and what of it reaches the store. */
class OtlpHttpIT extends OtlpHttpTestCase {
  @Test
  void answersEmptyWhenEverythingIsAccepted() throws Exception {
    byte[] json = OtlpJson.of(OtlpSamples.traces()).getBytes(UTF_8);
    HttpResponse<byte[]> asJson = fixture.post("/v1/traces", json, JSON);
    assertThat(asJson.statusCode()).isEqualTo(200);
    assertThat(text(asJson)).isEqualTo("{}");
    assertThat(type(asJson)).isEqualTo("application/json");
    byte[] protobuf = OtlpSamples.traces().toByteArray();
    HttpResponse<byte[]> asProtobuf = fixture.post("/v1/traces", protobuf, PROTOBUF);
    assertThat(asProtobuf.statusCode()).isEqualTo(200);
    assertThat(asProtobuf.body()).isEmpty();
    assertThat(type(asProtobuf)).isEqualTo("application/x-protobuf");
    List<String> lines = fixture.store.decoded(Signal.TRACES);
    assertThat(lines.subList(0, lines.size() / 2))
        .as("JSON and protobuf are stored alike")
        .isEqualTo(lines.subList(lines.size() / 2, lines.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;x=y"})
  void readsContentTypesWithParametersAndInAnyCase(String contentType) throws Exception {
    assertThat(fixture.post("/v1/logs", "{}".getBytes(UTF_8), "Content-Type", contentType))
        .satisfies(response -> {
          assertThat(response.statusCode()).isEqualTo(200);
          assertThat(text(response)).isEqualTo("{}");
        });
  }

  @Test
  void acceptsEmptyRequestsButNotEmptyJson() throws Exception {
    for (String path : List.of("/v1/traces", "/v1/metrics", "/v1/logs")) {
      assertThat(fixture.post(path, new byte[0], PROTOBUF).statusCode()).isEqualTo(200);
      assertThat(fixture.post(path, new byte[0], JSON).statusCode()).isEqualTo(400);
    }
    assertThat(fixture.store.batches()).isEmpty();
  }

  @Test
  void keepsTheGoodSpansAndNamesTheBad() throws Exception {
    ExportTraceServiceRequest.Builder request = OtlpSamples.traces().toBuilder();
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .addSpans(Span.newBuilder().setName("no ids"))
        .addSpans(OtlpSamples.bareSpan(8).toBuilder().setSpanId(ByteString.copyFrom(new byte[8])));
    byte[] body = request.build().toByteArray();
    HttpResponse<byte[]> response = fixture.post("/v1/traces", body, PROTOBUF);
    assertThat(response.statusCode()).isEqualTo(200);
    ExportTraceServiceResponse answer = ExportTraceServiceResponse.parseFrom(response.body());
    assertThat(answer.getPartialSuccess().getRejectedSpans()).isEqualTo(2);
    assertThat(answer.getPartialSuccess().getErrorMessage())
        .isEqualTo(
            "1 refused: trace id is not 16 bytes or all zero;"
                + " 1 refused: span id is not 8 bytes or all zero");
    assertThat(fixture.store.ledger())
        .containsExactly(
            "traces accepted=4 duplicates=0 rejected={invalid_span_id=1, invalid_trace_id=1}");
    byte[] json = OtlpJson.of(request.build()).getBytes(UTF_8);
    assertThat(text(fixture.post("/v1/traces", json, JSON)))
        .startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"1 refused");
    assertThat(metric("midwatch_items_rejected_total", "traces", "invalid_span_id")).isEqualTo(2);
  }

  @Test
  void warnsWithoutRejectingWhenEnumNamesAreSent() throws Exception {
    String json =
        OtlpJson.of(OtlpSamples.logs())
            .replace("\"severityNumber\":18", "\"severityNumber\":\"SEVERITY_NUMBER_ERROR2\"");
    assertThat(text(fixture.post("/v1/logs", json.getBytes(UTF_8), JSON)))
        .startsWith(
            "{\"partialSuccess\":{\"rejectedLogRecords\":\"0\",\"errorMessage\":\"enum names");
    assertThat(fixture.store.decoded(Signal.LOGS)).anyMatch(line -> line.contains(" 18 ERROR "));
  }

  @Test
  void repairsTextAndKeepsTheItem() throws Exception {
    byte[] body = OtlpSamples.logs().toByteArray();
    String all = new String(body, ISO_8859_1);
    body[all.indexOf("order 17")] = (byte) 0xfe;
    assertThat(fixture.post("/v1/logs", body, PROTOBUF).body()).isEmpty();
    assertThat(fixture.store.decoded(Signal.LOGS)).contains("attr  string \ufffdrder 17 refused");
  }

  @Test
  void saysWhatIsWrongWithAProtobufBodyInProtobuf() throws Exception {
    HttpResponse<byte[]> response = fixture.post("/v1/traces", new byte[] {10, 5, 1}, PROTOBUF);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(type(response)).isEqualTo("application/x-protobuf");
    assertThat(text(response))
        .contains("length 5 at byte 1")
        .contains("type.googleapis.com/google.rpc.BadRequest");
    assertStatus(
        fixture.post("/v1/traces", "{\"resourceSpans\":1}".getBytes(UTF_8), JSON),
        400,
        "resourceSpans: expected an array");
    assertThat(fixture.store.ledger())
        .containsExactly(
            "traces refused=undecodable bytes=3", "traces refused=undecodable bytes=19");
  }

  @Test
  void tellsTheSenderToRetryWhenTheStoreIsFullOrFails() throws Exception {
    byte[] body = OtlpJson.of(OtlpSamples.traces()).getBytes(UTF_8);
    fixture.store.failWith(new StoreOverloadedException("full", Duration.ofSeconds(8)));
    HttpResponse<byte[]> overloaded = fixture.post("/v1/traces", body, JSON);
    assertStatus(overloaded, 503, "google.rpc.RetryInfo");
    assertThat(overloaded.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(6L, 10L);
    fixture.store.failWith(new StoreException("disk gone /var/secret"));
    HttpResponse<byte[]> failed = fixture.post("/v1/traces", body, JSON);
    assertStatus(failed, 503, "could not be stored");
    assertThat(text(failed)).doesNotContain("secret");
    fixture.store.failWith(null);
    assertThat(fixture.post("/v1/traces", body, JSON).statusCode()).isEqualTo(200);
    assertThat(fixture.store.ledger())
        .containsExactly(
            "traces refused=overloaded bytes=" + body.length,
            "traces refused=store_failed bytes=" + body.length,
            "traces accepted=4 duplicates=0 rejected={}");
  }

  @Test
  void answersARepeatedRequestAsTheFirst() throws Exception {
    byte[] body = OtlpSamples.traces().toByteArray();
    for (int i = 0; i < 3; i++) {
      assertThat(fixture.post("/v1/traces", body, PROTOBUF).body()).isEmpty();
    }
    assertThat(fixture.store.batches()).hasSize(1);
    assertThat(fixture.store.ledger())
        .containsExactly(
            "traces accepted=4 duplicates=0 rejected={}",
            "traces accepted=0 duplicates=4 rejected={}",
            "traces accepted=0 duplicates=4 rejected={}");
    assertThat(
            fixture.registry.getSampleValue(
                "midwatch_otlp_requests_total",
                new String[] {"signal", "transport", "encoding", "outcome"},
                new String[] {"traces", "http", "protobuf", "duplicate"}))
        .isEqualTo(2);
  }

  @Test
  void hashesTheBytesAsSentAndStampsTheTime() throws Exception {
    byte[] json = OtlpJson.of(OtlpSamples.traces()).getBytes(UTF_8);
    fixture.post("/v1/traces", gzip(json), with(JSON, "Content-Encoding", "gzip"));
    fixture.post("/v1/traces", json, JSON);
    assertThat(fixture.store.batches()).as("equal uncompressed bytes are one request").hasSize(1);
    assertThat(fixture.store.batches().getFirst().receivedUnixNano())
        .isEqualTo(1_800_000_000_000_000_042L);
    assertThat(fixture.store.batches().getFirst().source()).isEqualTo("local");
  }
}
