package io.midwatch.bench.promql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks one Prometheus API, as Grafana does: with POST and a form. Not thread-safe. */
final class PromqlClient implements AutoCloseable {
  private final URI api;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param api up to and including {@code /api/v1/}
   */
  PromqlClient(URI api) {
    this.api = api;
  }

  /**
   * A question and its times in seconds.
   *
   * @param step 0 for an instant at {@code end}
   */
  record Question(String query, double start, double end, double step) {
    static Question instant(String query, double time) {
      return new Question(query, time, time, 0);
    }
  }

  /** What came and when; the body is whole, compressed neither here nor there. */
  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record Response(byte[] body, long nanos) {}

  Response ask(Question question) throws IOException, InterruptedException {
    String form = "query=" + URLEncoder.encode(question.query, UTF_8);
    form +=
        question.step == 0
            ? "&time=" + question.end
            : "&start=%s&end=%s&step=%s".formatted(question.start, question.end, question.step);
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(question.step == 0 ? "query" : "query_range"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(Duration.ofMinutes(5))
            .POST(BodyPublishers.ofString(form))
            .build();
    long begun = System.nanoTime();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    return new Response(response.body(), System.nanoTime() - begun);
  }

  /** The body of an answer to a POST without a body; for administration. */
  byte[] post(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path)).POST(BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofByteArray()).body();
  }

  @Override
  public void close() {
    client.close();
  }
}
