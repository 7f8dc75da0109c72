package io.midwatch.api.request;

/** A parameter says something it may not; answered with 400 and this. */
public final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String allowed;

  /**
   * @param found what is wrong, in words
   * @param allowed what may be written instead
   */
  public BadParameterException(String parameter, String found, String allowed) {
    super(parameter + ": " + found);
    this.parameter = parameter;
    this.allowed = allowed;
  }

  public String parameter() {
    return parameter;
  }

  public String allowed() {
    return allowed;
  }
}
