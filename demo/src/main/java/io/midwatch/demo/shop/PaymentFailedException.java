package io.midwatch.demo.shop;

/** Payments could not say whether the order is paid. */
final class PaymentFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PaymentFailedException(long orderId, int status) {
    super("Payments answered " + status + " for order " + orderId);
  }
}
