package io.midwatch.api.prometheus;

/** A request that is answered with an error of the Prometheus API. */
final class PrometheusErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of errors and the HTTP status of each. */
  enum Type {
    BAD_DATA("bad_data", 400),
    EXECUTION("execution", 422),
    CANCELED("canceled", 503),
    TIMEOUT("timeout", 503),
    NOT_FOUND("not_found", 404),
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 503);

    final String wireName;
    final int status;

    Type(String wireName, int status) {
      this.wireName = wireName;
      this.status = status;
    }
  }

  private final Type type;

  PrometheusErrorException(Type type, String message) {
    super(message);
    this.type = type;
  }

  /** A parameter that cannot be used. */
  static PrometheusErrorException parameter(String name, String problem) {
    return new PrometheusErrorException(
        Type.BAD_DATA, "invalid parameter \"" + name + "\": " + problem);
  }

  Type type() {
    return type;
  }
}
