package io.midwatch.model;

/** The role of a span in its trace, by OTLP's numbers 0 to 5. */
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  private static final SpanKind[] BY_NUMBER = values();

  /** The kind of an OTLP number; {@link #UNSPECIFIED} for a number this version does not know. */
  public static SpanKind of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNSPECIFIED;
  }

  /** OTLP's number of this kind. */
  public int number() {
    return ordinal();
  }
}
