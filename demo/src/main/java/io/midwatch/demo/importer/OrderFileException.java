package io.midwatch.demo.importer;

/** An order file can't be used; the message says where and why. */
final class OrderFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OrderFileException(String message) {
    super(message);
  }

  OrderFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
