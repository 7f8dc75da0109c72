package io.midwatch.query.promql;

/** A query that could not be answered, and whose fault it was. */
public final class PromqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it was. */
  public enum Kind {
    /** The query or its parameters. */
    BAD_DATA,
    /** The data the query met, or a limit. */
    EXECUTION,
    /** It took too long. */
    TIMEOUT,
    /** The asker gave up. */
    CANCELED,
    /** A part of the language that is experimental in Prometheus and absent here. */
    NOT_SUPPORTED
  }

  private final Kind kind;

  public PromqlException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public PromqlException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The data met does not allow an answer. */
  public static PromqlException execution(String message) {
    return new PromqlException(Kind.EXECUTION, message);
  }

  public Kind kind() {
    return kind;
  }
}
