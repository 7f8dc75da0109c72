package io.midwatch.collector.ingest;

/**
 * The answer to a request whose acceptable items are stored.
 *
 * @param rejectedItems items refused for good; the sender must not send them again
 * @param message why, in English; empty when all is well
 */
public record Accepted(int rejectedItems, String message) {
  public static final Accepted ALL = new Accepted(0, "");

  /** Whether OTLP's {@code partial_success} stays unset. */
  public boolean isFull() {
    return rejectedItems == 0 && message.isEmpty();
  }
}
