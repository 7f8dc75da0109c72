package io.midwatch.demo.payments;

import io.midwatch.demo.caller.Caller;
import io.midwatch.demo.caller.ManualSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes payments: charge, note, send a receipt. Answers 201 paid, 402 declined, 504 when the card
 * processor fails.
 */
@RestController
class PaymentsController {
  private static final Logger log = LoggerFactory.getLogger(PaymentsController.class);

  private final CardProcessor cards;
  private final Receipts receipts;
  private final JdbcClient jdbc;

  PaymentsController(CardProcessor cards, Receipts receipts, JdbcClient jdbc) {
    this.cards = cards;
    this.receipts = receipts;
    this.jdbc = jdbc;
  }

  /** {@code {"orderId":71,"amountCents":4990}}. */
  record Payment(long orderId, long amountCents) {}

  @PostMapping("/v1/payments")
  ResponseEntity<Payment> pay(@RequestBody Payment payment) {
    Caller caller = Caller.current().orElse(new Caller("unknown", "unknown"));
    boolean paid =
        ManualSpan.call(
            "charge card",
            span -> {
              span.setAttribute("order.id", payment.orderId());
              return cards.charge(payment.orderId(), payment.amountCents());
            });
    jdbc.sql("INSERT INTO payment (order_id, tenant_id, amount_cents, outcome) VALUES (?, ?, ?, ?)")
        .params(
            payment.orderId(), caller.tenant(), payment.amountCents(), paid ? "paid" : "declined")
        .update();
    if (!paid) {
      log.warn("Card declined for order {}", payment.orderId());
      return ResponseEntity.status(HttpStatus.PAYMENT_REQUIRED).body(payment);
    }
    receipts.send(caller.user(), payment.orderId());
    return ResponseEntity.status(HttpStatus.CREATED).body(payment);
  }

  @ExceptionHandler(CardProcessorException.class)
  ProblemDetail cardProcessorFailed(CardProcessorException e) {
    Span.current().recordException(e).setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
    log.error("Payment failed at the card processor", e);
    return ProblemDetail.forStatus(HttpStatus.GATEWAY_TIMEOUT);
  }
}
