package io.midwatch.storage.elasticsearch.client;

import io.midwatch.storage.contract.StoreException;

/** Something was not done and may be done later, when it is asked for again. */
public final class NotYetException extends StoreException {
  private static final long serialVersionUID = 1L;

  public NotYetException(String message) {
    super(message);
  }

  public NotYetException(String message, Throwable cause) {
    super(message, cause);
  }
}
