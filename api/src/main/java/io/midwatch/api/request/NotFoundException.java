package io.midwatch.api.request;

/** What was asked for by name is not there; answered with 404. */
public final class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message);
  }
}
