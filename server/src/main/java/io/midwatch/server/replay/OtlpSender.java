package io.midwatch.server.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts requests as OTLP/HTTP JSON and repeats those the receiver asks to repeat, at most {@value
 * #MAX_TRIES} times, after the delay it names (at most {@link #MAX_DELAY}) or 1, 2, 4 … seconds.
 *
 * <p>Source: OTLP specification, "OTLP/HTTP Response" and "Retryable Response Codes".
 */
final class OtlpSender {
  static final int MAX_TRIES = 6;
  static final Duration MAX_DELAY = Duration.ofSeconds(30);

  private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);
  private static final int MESSAGE_CHARS = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI target;
  private final String token;
  private final HttpClient client;
  private final Pause pause;

  /**
   * @param token sent as a bearer token unless it is empty
   */
  OtlpSender(URI target, String token, Pause pause) {
    this.target = target;
    this.token = token;
    this.client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    this.pause = pause;
  }

  /**
   * Sends {@code json} and waits for the final answer.
   *
   * @throws IOException when the receiver cannot be reached
   */
  Answer send(ReplaySignal signal, String json) throws IOException, InterruptedException {
    HttpRequest request = request(signal, json);
    for (int tries = 1; ; tries++) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return taken(signal, response.body());
      }
      if (tries == MAX_TRIES || !RETRYABLE.contains(response.statusCode())) {
        return new Answer.Refused(response.statusCode(), start(response.body()));
      }
      pause.sleep(delay(response, tries));
    }
  }

  private HttpRequest request(ReplaySignal signal, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + signal.path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private static Answer taken(ReplaySignal signal, String body) {
    try {
      JsonNode partial = JSON.readTree(body).path("partialSuccess");
      return new Answer.Taken(
          partial.path(signal.rejectedField).asLong(0),
          start(partial.path("errorMessage").asString("")));
    } catch (JacksonException _) {
      return new Answer.Taken(0, "");
    }
  }

  private static Duration delay(HttpResponse<String> response, int tries) {
    long seconds =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(Long::valueOf)
            .orElse(1L << (tries - 1));
    Duration delay = Duration.ofSeconds(seconds);
    return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
  }

  private static String start(String text) {
    return text.length() > MESSAGE_CHARS ? text.substring(0, MESSAGE_CHARS) + "…" : text;
  }
}
