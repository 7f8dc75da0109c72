package io.midwatch.demo.shop;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The service {@code payments} at {@code demo.payments-url}; waits at most 6 s for an answer. */
@Component
class PaymentsClient {
  private final RestClient http;

  PaymentsClient(@Value("${demo.payments-url}") String url) {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    var requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(Duration.ofSeconds(6));
    this.http = RestClient.builder().baseUrl(url).requestFactory(requests).build();
  }

  /**
   * Charges the order; answers the HTTP status of payments: 201 paid, 402 declined, anything else
   * failed.
   */
  HttpStatusCode charge(long orderId, long amountCents) {
    return http.post()
        .uri("/v1/payments")
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("orderId", orderId, "amountCents", amountCents))
        .exchange((_, response) -> response.getStatusCode());
  }
}
