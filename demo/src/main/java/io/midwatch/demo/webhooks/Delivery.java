package io.midwatch.demo.webhooks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Posts events to customers' servers: up to three attempts, 200 ms and then 800 ms apart. */
@Component
class Delivery {
  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final int port;

  Delivery(@Value("${demo.customers-port}") int port) {
    this.port = port;
  }

  /**
   * How a delivery ended; {@code lastAnswer} is a status, or the exception's name when there was
   * none.
   */
  record Outcome(boolean delivered, int attempts, String lastAnswer) {}

  /** Delivers the event, noting each retry on the span. */
  Outcome deliver(String host, String event, Span span) throws InterruptedException {
    String answer = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      answer = attempt(host, event);
      if (answer.startsWith("2")) {
        return new Outcome(true, attempt, answer);
      }
      if (attempt < ATTEMPTS) {
        span.addEvent(
            "retry",
            Attributes.of(
                AttributeKey.longKey("attempt"),
                (long) attempt,
                AttributeKey.stringKey("answer"),
                answer));
        Thread.sleep(attempt == 1 ? 200 : 800);
      }
    }
    return new Outcome(false, ATTEMPTS, answer);
  }

  private String attempt(String host, String event) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/order-events"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    try {
      return String.valueOf(
          http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
