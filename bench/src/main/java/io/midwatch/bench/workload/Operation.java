package io.midwatch.bench.workload;

/**
 * A kind of work a service does: one span name.
 *
 * @param route the path template of a {@link Role#ROUTE}, else empty
 * @param medianNanos usual duration of the span's own work
 * @param fixed attributes that are the same on every span, encoded as span fields
 */
@SuppressWarnings("ArrayRecordComponent") // written out as it is, never compared
record Operation(
    Service service, Role role, String name, String route, long medianNanos, byte[] fixed) {

  /** What the work is, with the OTLP number of its span kind. */
  enum Role {
    STEP(1),
    ROUTE(2),
    STATEMENT(3),
    CALL(3),
    PUBLISH(4),
    CONSUME(5);

    final int kind;

    Role(int kind) {
      this.kind = kind;
    }
  }
}
