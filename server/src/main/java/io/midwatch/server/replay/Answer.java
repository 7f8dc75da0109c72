package io.midwatch.server.replay;

/** What the receiver said to one request. */
sealed interface Answer {
  /** Taken, but for {@code rejectedItems} of its items; {@code message} says why, or is empty. */
  record Taken(long rejectedItems, String message) implements Answer {}

  /** Turned away as a whole with an HTTP status; {@code message} is the start of the body. */
  record Refused(int status, String message) implements Answer {}
}
