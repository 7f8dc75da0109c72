package io.midwatch.demo.webhooks;

import io.midwatch.demo.broker.Queues;
import io.midwatch.demo.caller.Caller;
import io.midwatch.demo.tenants.Tenant;
import io.midwatch.demo.tenants.Tenants;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Takes order events from the queue and delivers those whose tenant wants them. */
@Component
class OrderEventListener {
  private static final Logger log = LoggerFactory.getLogger(OrderEventListener.class);
  private final Delivery delivery;

  OrderEventListener(Delivery delivery) {
    this.delivery = delivery;
  }

  @JmsListener(destination = Queues.DELIVERIES, concurrency = "4")
  void take(String event) throws InterruptedException {
    Caller caller = Caller.current().orElse(new Caller("unknown", "unknown"));
    String host = Tenants.find(caller.tenant()).flatMap(Tenant::webhookHost).orElse("");
    try (Scope _ = caller.enter()) {
      if (!host.isEmpty()) {
        deliver(host, event);
      }
    }
  }

  private void deliver(String host, String event) throws InterruptedException {
    Span span = Span.current();
    Delivery.Outcome outcome = delivery.deliver(host, event, span);
    span.setAttribute("webhook.attempts", outcome.attempts());
    if (outcome.delivered()) {
      log.info("Delivered to {} attempts={}", host, outcome.attempts());
    } else {
      span.setStatus(StatusCode.ERROR, "Gave up on " + host);
      log.error(
          "Gave up on {} after attempts={} lastAnswer={}",
          host,
          outcome.attempts(),
          outcome.lastAnswer());
    }
  }
}
