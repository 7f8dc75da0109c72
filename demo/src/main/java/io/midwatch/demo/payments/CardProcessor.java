package io.midwatch.demo.payments;

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

/**
 * The third party that charges cards, at {@code demo.cards-url}. Waits 3 s; asks twice when it is
 * told 503.
 */
@Component
class CardProcessor {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 2;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final URI charges;

  CardProcessor(@Value("${demo.cards-url}") String url) {
    this.charges = URI.create(url + "/charges");
  }

  /**
   * Charges an order once. True when paid, false when declined.
   *
   * @throws CardProcessorException when no answer came in time or the answer is neither of the two
   */
  boolean charge(long orderId, long amountCents) {
    String body = "{\"reference\":" + orderId + ",\"amountCents\":" + amountCents + "}";
    int status = 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      status = send(body);
      if (status != 503) {
        break;
      }
      Span.current()
          .addEvent("retry", Attributes.of(AttributeKey.longKey("attempt"), (long) attempt));
    }
    return switch (status) {
      case 201 -> true;
      case 402 -> false;
      default -> throw new CardProcessorException("Card processor answered " + status, null);
    };
  }

  private int send(String body) {
    var request =
        HttpRequest.newBuilder(charges)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new CardProcessorException("Card processor did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CardProcessorException("Interrupted while waiting for the card processor", e);
    }
  }
}
