package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.google.protobuf.ByteString;
import io.midwatch.collector.otlp.OtlpJson;
import io.midwatch.collector.otlp.OtlpSamples;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.Wire;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class OtlpHttpIT {
  private static final String[] PROTOBUF = {"Content-Type", "application/x-protobuf"};
  private static final String[] JSON = {"Content-Type", "application/json"};

  private CollectorFixture fixture = new CollectorFixture();

  @BeforeAll
  void closeTheFirst() {
    fixture.close();
  }

  @BeforeEach
  void startAfresh() {
    fixture.close();
    fixture = new CollectorFixture();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private static String[] with(String[] headers, String... more) {
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

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

  private double metric(String name, String signal, String reason) {
    return fixture.registry.getSampleValue(
        name, new String[] {"signal", "reason"}, new String[] {signal, reason});
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

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "identity", "GZIP"})
  void inflates(String encoding) throws Exception {
    byte[] body = OtlpSamples.metrics().toByteArray();
    byte[] sent =
        switch (encoding) {
          case "zstd" -> Zstd.compress(body);
          case "identity" -> body;
          default -> gzip(body);
        };
    assertThat(
            fixture
                .post("/v1/metrics", sent, with(PROTOBUF, "Content-Encoding", encoding))
                .statusCode())
        .isEqualTo(200);
    EncodedBatch batch = fixture.store.batches().getFirst();
    assertThat(batch.body()).isEqualTo(body);
    Wire.@Nullable Compression compression =
        switch (encoding) {
          case "zstd" -> Wire.Compression.ZSTD;
          case "identity" -> null;
          default -> Wire.Compression.GZIP;
        };
    Wire expected = compression == null ? null : new Wire(compression, sent);
    assertThat(batch.wire()).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void handsTheCompressedBodyOverOnlyWhenItIsTheBody() throws Exception {
    byte[] broken = OtlpSamples.logs().toByteArray();
    broken[new String(broken, ISO_8859_1).indexOf("order 17")] = (byte) 0xfe;
    fixture.post("/v1/logs", gzip(broken), with(PROTOBUF, "Content-Encoding", "gzip"));
    byte[] json = OtlpJson.of(OtlpSamples.traces()).getBytes(UTF_8);
    fixture.post("/v1/traces", gzip(json), with(JSON, "Content-Encoding", "gzip"));
    assertThat(fixture.store.batches()).extracting(EncodedBatch::wire).containsExactly(null, null);
  }

  @Test
  void inflatesZstdThatDoesNotDeclareItsSizeAndGzipOfSeveralMembers() throws Exception {
    byte[] body = OtlpSamples.metrics().toByteArray();
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(streamed)) {
      zstd.write(body);
    }
    assertThat(Zstd.getFrameContentSize(streamed.toByteArray())).isLessThanOrEqualTo(0);
    fixture.post("/v1/metrics", streamed.toByteArray(), with(PROTOBUF, "Content-Encoding", "zstd"));
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(body));
    members.write(gzip(OtlpSamples.metrics().toByteArray()));
    fixture.post("/v1/metrics", members.toByteArray(), with(PROTOBUF, "Content-Encoding", "gzip"));
    assertThat(fixture.store.batches())
        .extracting(batch -> batch.itemCount())
        .containsExactly(8, 16);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  /** The ten bytes of the header, with the flag that a checksum of them follows. */
  private static byte[] withHeaderChecksum(byte[] gzip, int checksum) {
    ByteBuffer bytes = ByteBuffer.allocate(gzip.length + 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(gzip, 0, 10).putShort((short) checksum).put(gzip, 10, gzip.length - 10);
    return bytes.put(3, (byte) 2).array();
  }

  @Test
  void acceptsAGzipHeaderWithItsChecksum() throws Exception {
    byte[] plain = OtlpSamples.traces().toByteArray();
    byte[] header = withHeaderChecksum(gzip(plain), 0);
    CRC32 crc = new CRC32();
    crc.update(header, 0, 10);
    byte[] sent = withHeaderChecksum(gzip(plain), (int) crc.getValue());
    fixture.post("/v1/traces", sent, with(PROTOBUF, "Content-Encoding", "gzip"));
    assertThat(fixture.store.batches().getFirst().body()).isEqualTo(plain);
  }

  @Test
  void refusesDamagedCompression() throws Exception {
    byte[] good = gzip(OtlpSamples.traces().toByteArray());
    byte[] wrongChecksum = good.clone();
    wrongChecksum[good.length - 5] ^= 1;
    byte[] garbageBehind = Arrays.copyOf(good, good.length + 3);
    byte[] cutOff = Arrays.copyOf(good, good.length / 2);
    byte[] wrongHeader = withHeaderChecksum(good, 0x1234);
    for (byte[] bad :
        List.of(wrongChecksum, garbageBehind, cutOff, wrongHeader, new byte[] {1, 2, 3})) {
      assertStatus(
          fixture.post("/v1/traces", bad, with(JSON, "Content-Encoding", "gzip")),
          400,
          "not valid gzip");
    }
    byte[] zstd = Zstd.compress(OtlpSamples.traces().toByteArray());
    for (byte[] bad :
        List.of(Arrays.copyOf(zstd, zstd.length / 2), new byte[] {1, 2, 3}, new byte[0])) {
      assertThat(
              fixture.post("/v1/traces", bad, with(JSON, "Content-Encoding", "zstd")).statusCode())
          .isEqualTo(400);
    }
    assertThat(fixture.store.batches()).isEmpty();
  }

  private static void assertStatus(HttpResponse<byte[]> response, int status, String message) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(type(response)).isEqualTo("application/json");
    assertThat(text(response)).startsWith("{\"code\":").contains(message);
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

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /, 404",
    "GET, /v1/traces, 405",
    "PUT, /v1/traces, 405",
    "DELETE, /v1/metrics, 405",
    "OPTIONS, /v1/logs, 405",
    "HEAD, /v1/logs, 405",
    "POST, /v1/traces/, 404",
    "POST, /v1/TRACES, 404",
    "POST, /v1/traces?token=x, 415",
    "POST, /v1development/profiles, 404",
    "POST, /api/v1/overview, 404",
    "GET, /healthz, 404",
    "GET, /readyz, 404",
    "GET, /metrics, 404",
    "GET, /services, 404",
    "GET, /prometheus/api/v1/query, 404",
    "POST, /v1/%74races, 404",
    "POST, /x/../v1/traces, 404",
    "GET, /v1/../metrics, 404"
  })
  void knowsThreePathsAndNothingElse(String method, String path, int status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 " + status);
      if (status == 405) {
        assertThat(answer).contains("Allow: POST");
      }
      if (!method.equals("HEAD")) {
        assertThat(answer).contains("{\"code\":");
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "text/plain, '', 415",
    "application/x-www-form-urlencoded, '', 415",
    "application/json, br, 415",
    "application/json, 'gzip, gzip', 415",
    "application/json, deflate, 415"
  })
  void refusesTypesAndEncodingsItDoesNotKnow(String type, String encoding, int status)
      throws Exception {
    String[] headers = {"Content-Type", type};
    assertStatus(
        fixture.post(
            "/v1/traces",
            "{}".getBytes(UTF_8),
            encoding.isEmpty() ? headers : with(headers, "Content-Encoding", encoding)),
        status,
        "expected Content-");
    assertThat(
            metric(
                "midwatch_otlp_refused_total",
                "traces",
                encoding.isEmpty() ? "unsupported_type" : "unsupported_encoding"))
        .isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:4318, 200",
    "127.0.0.1:4318, 200",
    "[::1]:4318, 200",
    "[::1], 200",
    "collector.example, 200",
    "evil.example, 403",
    "evil.example:4318, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403"
  })
  void answersLocalHostNamesOnly(String host, int status) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/logs HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                      + "Connection: close\r\n\r\n{}")
                  .getBytes(ISO_8859_1));
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    byte[] body = "{}".getBytes(UTF_8);
    assertStatus(
        fixture.post("/v1/logs", body, with(JSON, "Sec-Fetch-Site", "cross-site")), 403, "pages");
    HttpResponse<byte[]> preflight =
        fixture.send(
            HttpRequest.newBuilder(fixture.uri("/v1/logs"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .build());
    assertThat(preflight.statusCode()).isEqualTo(405);
    assertThat(preflight.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
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

  @Test
  void needsTheTokenBeforeItReadsTheBody() throws Exception {
    try (CollectorFixture guarded =
        new CollectorFixture("s3cret", DataSize.ofMegabytes(1), Duration.ofSeconds(10))) {
      byte[] body = "{}".getBytes(UTF_8);
      for (String[] headers :
          List.of(
              JSON,
              with(JSON, "Authorization", "Bearer wrong"),
              with(JSON, "Authorization", "Basic s3cret"),
              with(JSON, "Authorization", "Bearer "))) {
        HttpResponse<byte[]> refused = guarded.post("/v1/traces", body, headers);
        assertStatus(refused, 401, "Bearer");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      }
      assertThat(guarded.post("/v1/traces", body, with(JSON, "authorization", "bearer s3cret")))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(200);
      String answer =
          firstLine(
              guarded,
              "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                  + " application/json\r\nExpect: 100-continue\r\nContent-Length: 500000\r\n\r\n");
      assertThat(answer).as("no 100 Continue").startsWith("HTTP/1.1 401");
    }
  }

  private static String firstLine(CollectorFixture target, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", target.collector.httpPort())) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, ISO_8859_1);
    }
  }

  @Test
  void acceptsChunkedBodiesAndContinues() throws Exception {
    byte[] body = OtlpSamples.traces().toByteArray();
    HttpResponse<byte[]> response =
        fixture.send(
            HttpRequest.newBuilder(fixture.uri("/v1/traces"))
                .headers(PROTOBUF)
                .expectContinue(true)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(fixture.store.batches().getFirst().body()).isEqualTo(body);
  }

  @Test
  void boundsCompressedAndInflatedBodies() throws Exception {
    try (CollectorFixture small =
        new CollectorFixture(null, DataSize.ofKilobytes(256), Duration.ofSeconds(10))) {
      byte[] large = new byte[256 * 1024 + 1];
      assertThat(
              firstLine(
                  small,
                  "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
                      + "\r\nExpect: 100-continue\r\nContent-Length: 262145\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
      HttpResponse<byte[]> chunked =
          small.send(
              HttpRequest.newBuilder(small.uri("/v1/traces"))
                  .headers(JSON)
                  .POST(
                      HttpRequest.BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(large)))
                  .build());
      assertStatus(chunked, 413, "compressed body is larger than 262144");
      assertStatus(
          small.post("/v1/traces", gzip(large), with(JSON, "Content-Encoding", "gzip")),
          413,
          "decompressed body is larger than 262144");
      assertStatus(
          small.post("/v1/traces", Zstd.compress(large), with(JSON, "Content-Encoding", "zstd")),
          413,
          "decompressed body is larger than 262144");
      ByteArrayOutputStream streamed = new ByteArrayOutputStream();
      try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(streamed)) {
        zstd.write(large);
      }
      assertStatus(
          small.post("/v1/traces", streamed.toByteArray(), with(JSON, "Content-Encoding", "zstd")),
          413,
          "decompressed body is larger than 262144");
      byte[] exact = new byte[256 * 1024];
      Arrays.fill(exact, (byte) ' ');
      exact[0] = '{';
      exact[1] = '}';
      for (String[] headers : List.of(JSON, with(JSON, "Content-Encoding", "gzip"))) {
        byte[] sent = headers.length == 2 ? exact : gzip(exact);
        assertThat(small.post("/v1/traces", sent, headers).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void refusesZstdWindowsBeyondEightMebibytes() throws Exception {
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(streamed)) {
      zstd.setLong(27);
      zstd.write(new byte[20 * 1024 * 1024]);
    }
    assertStatus(
        fixture.post("/v1/traces", streamed.toByteArray(), with(JSON, "Content-Encoding", "zstd")),
        400,
        "not valid zstd");
  }

  @Test
  void cutsOffASenderThatStopsAndServesTheOthers() throws Exception {
    try (CollectorFixture impatient =
            new CollectorFixture(null, DataSize.ofMegabytes(1), Duration.ofMillis(300));
        Socket socket = new Socket("127.0.0.1", impatient.collector.httpPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n{")
              .getBytes(ISO_8859_1));
      assertThat(socket.getInputStream().readAllBytes()).as("closed without answer").isEmpty();
      assertThat(impatient.store.ledger()).containsExactly("traces refused=incomplete bytes=100");
      assertThat(impatient.post("/v1/traces", "{}".getBytes(UTF_8), JSON).statusCode())
          .isEqualTo(200);
      assertThat(impatient.store.batches()).isEmpty();
    }
  }

  @Test
  void servesManyRequestsOnOneConnection() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", fixture.collector.httpPort())) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 1_000; i++) {
        socket
            .getOutputStream()
            .write(
                ("POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}")
                    .getBytes(ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n{}") < 0) {
          int next = in.read();
          assertThat(next).as("connection closed after %s answers", i).isNotNegative();
          answer.append((char) next);
        }
        assertThat(answer.toString()).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    assertThat(
            firstLine(
                fixture,
                "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nX-A: "
                    + "a".repeat(9_000)
                    + "\r\n\r\n"))
        .matches("HTTP/1.1 4\\d\\d");
  }
}
