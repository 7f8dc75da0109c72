package io.midwatch.storage.elasticsearch.client;

import io.midwatch.storage.contract.StoreException;

/** The server answers, and is not one this store can work with; the message says why. */
public final class WrongServerException extends StoreException {
  private static final long serialVersionUID = 1L;

  WrongServerException(String message) {
    super(message);
  }
}
