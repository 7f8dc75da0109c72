package io.midwatch.demo.broker;

import java.util.Map;
import org.springframework.jms.core.JmsTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Announces orders on the queue of {@code webhooks}.
 *
 * <pre>{"event":"order.paid","tenant":"globex","orderId":71,"totalCents":4990}</pre>
 */
public final class OrderEvents {
  private final JmsTemplate jms;
  private final JsonMapper json = new JsonMapper();

  public OrderEvents(JmsTemplate jms) {
    this.jms = jms;
  }

  /** Sends one event; returns when the broker has it. */
  public void publish(String event, String tenant, long orderId, long totalCents) {
    String body =
        json.writeValueAsString(
            Map.of("event", event, "tenant", tenant, "orderId", orderId, "totalCents", totalCents));
    jms.convertAndSend(Queues.DELIVERIES, body);
  }
}
