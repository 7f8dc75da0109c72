package io.midwatch.demo.shop;

import io.midwatch.demo.broker.OrderEvents;
import io.midwatch.demo.caller.Caller;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Checkout: price, reserve, charge, announce. */
@RestController
class CheckoutController {
  private static final Logger log = LoggerFactory.getLogger(CheckoutController.class);

  private final Pricing pricing;
  private final OrderBook orders;
  private final PaymentsClient payments;
  private final OrderEvents events;
  private final LongCounter placed;

  CheckoutController(
      Pricing pricing, OrderBook orders, PaymentsClient payments, OrderEvents events) {
    this.pricing = pricing;
    this.orders = orders;
    this.payments = payments;
    this.events = events;
    Meter meter = GlobalOpenTelemetry.getMeter("io.midwatch.demo.shop");
    this.placed =
        meter
            .counterBuilder("shop.orders.placed")
            .setUnit("{order}")
            .setDescription("Orders by outcome")
            .build();
  }

  /** The answer: {@code {"orderId":71,"status":"paid","totalCents":4990}}. */
  record Receipt(long orderId, String status, long totalCents) {}

  @PostMapping("/v1/checkout")
  ResponseEntity<Receipt> checkout(@RequestBody Order order) {
    Caller caller =
        Caller.current()
            .orElseThrow(() -> new IllegalArgumentException("X-Tenant and X-User are needed"));
    Order.Priced priced = pricing.price(order, caller);
    long id = orders.reserve(priced, caller);
    HttpStatusCode answer = payments.charge(id, priced.totalCents());
    return switch (answer.value()) {
      case 201 -> finish(id, "paid", HttpStatus.CREATED, priced, caller);
      case 402 -> finish(id, "declined", HttpStatus.PAYMENT_REQUIRED, priced, caller);
      default -> throw new PaymentFailedException(id, answer.value());
    };
  }

  private ResponseEntity<Receipt> finish(
      long id, String outcome, HttpStatus status, Order.Priced priced, Caller caller) {
    orders.setStatus(id, outcome);
    events.publish("order." + outcome, caller.tenant(), id, priced.totalCents());
    placed.add(1, Attributes.builder().put("order.outcome", outcome).build());
    log.info(
        "Order {} {} lines={} totalCents={}",
        id,
        outcome,
        priced.lines().size(),
        priced.totalCents());
    return ResponseEntity.status(status).body(new Receipt(id, outcome, priced.totalCents()));
  }
}
