package io.midwatch.query.timing;

/**
 * Whom a request waits for.
 *
 * @param system of a database, empty for others
 * @param name of the database, service, host or queue; of something else what the call is named
 */
public record Callee(Kind kind, String system, String name) {
  /** What it is; {@code OTHER} is called by spans that do not tell what they call. */
  public enum Kind {
    DATABASE,
    SERVICE,
    THIRD_PARTY,
    QUEUE,
    OTHER
  }
}
