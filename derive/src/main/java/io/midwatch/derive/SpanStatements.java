package io.midwatch.derive;

import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import java.util.Optional;

/** Tells which statement a span asks, as the rollups count it. Thread-safe. */
public final class SpanStatements {
  private final CanonicalReader reader;

  public SpanStatements(CanonicalReader reader) {
    this.reader = reader;
  }

  /** The id of the statement; empty when the span is no call to a database. */
  public Optional<String> id(Span span) {
    CanonicalSpan read = CanonicalSpan.of(span, reader);
    String system = text(read, CanonicalField.DB_SYSTEM);
    if (span.kind() != SpanKind.CLIENT || system.isEmpty()) {
      return Optional.empty();
    }
    String namespace = text(read, CanonicalField.DB_NAMESPACE);
    String database = namespace.isEmpty() ? text(read, CanonicalField.SERVER_ADDRESS) : namespace;
    return Optional.of(StatementRollup.statement(read, system).id(system, database));
  }

  private static String text(CanonicalSpan span, CanonicalField field) {
    return FieldValue.text(span.read(field));
  }
}
