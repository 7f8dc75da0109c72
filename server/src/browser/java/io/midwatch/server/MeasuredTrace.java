package io.midwatch.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Durations of a service as an explicit histogram, whose exemplar names a trace. */
final class MeasuredTrace {
  static final String BUCKETS = "checkout_duration_seconds_bucket";
  private static final List<Integer> SECONDS_AGO = List.of(180, 150, 120);

  private MeasuredTrace() {}

  /** Sends three points, the newest two minutes old, so that every page of now shows them. */
  static void sendTo(String otlpUrl, String traceId) throws IOException, InterruptedException {
    long now = System.currentTimeMillis() * 1_000_000;
    StringBuilder points = new StringBuilder();
    for (int ago : SECONDS_AGO) {
      points.append(points.isEmpty() ? "" : ",");
      points.append(point(now - ago * 1_000_000_000L, now - 600_000_000_000L, 300 - ago, traceId));
    }
    String body =
        """
        {"resourceMetrics":[{
          "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},
          "scopeMetrics":[{"metrics":[{"name":"checkout.duration","unit":"s",
            "histogram":{"aggregationTemporality":2,"dataPoints":[%s]}}]}]}]}
        """
            .formatted(points);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(otlpUrl + "/v1/metrics"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(answer.statusCode() + " " + answer.body());
      }
    }
  }

  private static String point(long time, long start, long count, String traceId) {
    return """
    {"startTimeUnixNano":"%d","timeUnixNano":"%d","count":"%d","sum":%d,
     "bucketCounts":["0","%d","0"],"explicitBounds":[0.01,0.1],
     "exemplars":[{"timeUnixNano":"%d","asDouble":0.04,
                   "traceId":"%s","spanId":"00f067aa0ba902b7"}]}
    """
        .formatted(start, time, count, count, count, time - 1_000_000, traceId);
  }
}
