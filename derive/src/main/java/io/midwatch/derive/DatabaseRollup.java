package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.DATABASES;

import io.midwatch.derive.trace.Edges;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import org.jspecify.annotations.Nullable;

/**
 * CLIENT spans that name a database system. A pool's INTERNAL span for taking a connection names
 * one too, but is no call.
 */
final class DatabaseRollup implements SpanRollup {
  private static final int CALLS = DATABASES.counter("calls");
  private static final int FAILED = DATABASES.counter("failed");
  private static final int DURATION = DATABASES.histogram("duration");

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    if (facts.kind != SpanKind.CLIENT || !facts.has(CanonicalField.DB_SYSTEM)) {
      return null;
    }
    RollupKey key =
        RollupKey.ofTexts(
            facts.service,
            facts.text(CanonicalField.DB_SYSTEM),
            database(facts),
            facts.environment);
    RollupKey edge = Edges.key(facts.service, server(facts), Edges.DATABASE, facts.environment);
    return (span, sink) -> {
      if (Connecting.isNoCall(span, facts)) {
        return;
      }
      RollupCell cell = sink.cell(DATABASES, span.startTimeUnixNano(), key);
      long times = span.sampling().count();
      cell.count(CALLS, times);
      if (facts.failed) {
        cell.count(FAILED, times);
      }
      cell.record(DURATION, span.durationNanos(), times);
      Edges.measured(
          sink, edge, span.startTimeUnixNano(), span.durationNanos(), facts.failed, times);
    };
  }

  private static String server(SharedFacts facts) {
    String database = database(facts);
    return database.isEmpty() ? facts.text(CanonicalField.DB_SYSTEM) : database;
  }

  static String database(SharedFacts facts) {
    String namespace = facts.text(CanonicalField.DB_NAMESPACE);
    return namespace.isEmpty() ? facts.text(CanonicalField.SERVER_ADDRESS) : namespace;
  }
}
