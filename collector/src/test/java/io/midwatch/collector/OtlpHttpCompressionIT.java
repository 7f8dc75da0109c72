package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.midwatch.collector.otlp.OtlpJson;
import io.midwatch.collector.otlp.OtlpSamples;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Bodies in gzip, zstd and deflate: read, handed over, bounded, refused. */
class OtlpHttpCompressionIT extends OtlpHttpTestCase {
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
}
