package io.midwatch.storage.elasticsearch.client;

import io.midwatch.storage.contract.StoreException;

/**
 * The server answered, and will answer the same request in the same way: asking again is of no use.
 */
public final class RefusedException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  RefusedException(String message, int status, String type, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.type = type;
  }

  /** Of HTTP, 400 to 499. */
  public int status() {
    return status;
  }

  /** What the server calls it, {@code illegal_argument_exception}; empty when it did not say. */
  public String type() {
    return type;
  }
}
