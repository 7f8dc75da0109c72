package io.midwatch.demo.payments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sends receipts through the e-mail provider at {@code demo.mail-url}, after the answer to the
 * shop.
 */
@Component
class Receipts {
  private static final Logger log = LoggerFactory.getLogger(Receipts.class);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final ExecutorService mailer = Executors.newFixedThreadPool(4);
  private final URI messages;

  Receipts(@Value("${demo.mail-url}") String url) {
    this.messages = URI.create(url + "/messages");
  }

  /** Queues a receipt; a failure is logged and not repeated. */
  void send(String user, long orderId) {
    mailer.execute(() -> deliver(user, orderId));
  }

  private void deliver(String user, long orderId) {
    String body =
        "{\"to\":\"" + user + "@mail.example\",\"subject\":\"Receipt for order " + orderId + "\"}";
    var request =
        HttpRequest.newBuilder(messages)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 202) {
        log.warn("E-mail provider answered {} for order {}", status, orderId);
      }
    } catch (IOException e) {
      log.warn("E-mail provider did not answer for order {}", orderId, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
