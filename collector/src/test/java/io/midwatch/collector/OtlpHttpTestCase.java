package io.midwatch.collector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A collector of its own for every test, and words for requests and answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class OtlpHttpTestCase {
  static final String[] PROTOBUF = {"Content-Type", "application/x-protobuf"};
  static final String[] JSON = {"Content-Type", "application/json"};

  CollectorFixture fixture = new CollectorFixture();

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

  static String[] with(String[] headers, String... more) {
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  static void assertStatus(HttpResponse<byte[]> response, int status, String message) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(type(response)).isEqualTo("application/json");
    assertThat(text(response)).startsWith("{\"code\":").contains(message);
  }

  double metric(String name, String signal, String reason) {
    return fixture.registry.getSampleValue(
        name, new String[] {"signal", "reason"}, new String[] {signal, reason});
  }

  static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  static String firstLine(CollectorFixture target, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", target.collector.httpPort())) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, ISO_8859_1);
    }
  }
}
