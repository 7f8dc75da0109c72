package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import org.jspecify.annotations.Nullable;

/** The fields of a log record. */
public record LogFields(CanonicalReader reader) implements FieldReader<LogRecord> {
  @Override
  public @Nullable AttributeValue canonical(LogRecord row, CanonicalField field) {
    return reader.read(row, field);
  }

  @Override
  public Attributes attributes(LogRecord row) {
    return row.attributes();
  }

  @Override
  public Attributes resource(LogRecord row) {
    return row.resource().attributes();
  }

  @Override
  public Attributes scope(LogRecord row) {
    return row.scope().attributes();
  }

  @Override
  public @Nullable TraceId traceId(LogRecord row) {
    return row.traceId();
  }
}
