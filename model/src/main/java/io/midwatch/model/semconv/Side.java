package io.midwatch.model.semconv;

import io.midwatch.model.SpanKind;

/**
 * On which spans a spelling holds. {@code net.peer.name} is the server on the caller's spans and
 * the client on a SERVER span, so the same key feeds two fields.
 */
public enum Side {
  ANY,
  /** SERVER spans only. */
  SERVER,
  /** Every kind but SERVER: a CONSUMER's peer is the broker. Log records count here. */
  NOT_SERVER,
  /** Every kind but PRODUCER: a producer's group is no consumer group. */
  NOT_PRODUCER;

  boolean holdsOn(SpanKind kind) {
    return switch (this) {
      case ANY -> true;
      case SERVER -> kind == SpanKind.SERVER;
      case NOT_SERVER -> kind != SpanKind.SERVER;
      case NOT_PRODUCER -> kind != SpanKind.PRODUCER;
    };
  }
}
