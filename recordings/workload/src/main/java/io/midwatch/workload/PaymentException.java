package io.midwatch.workload;

/** Nobody handles it. */
class PaymentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PaymentException(String message) {
    super(message);
  }
}
