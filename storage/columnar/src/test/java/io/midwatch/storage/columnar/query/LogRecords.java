package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part over log records whose resources have nothing but a service. */
final class LogRecords extends RecordPart<LogRecord> {
  LogRecords(List<Row<LogRecord>> rows, Shape shape) {
    super(rows, new LogFields(new CanonicalReader(IdentityKeys.DEFAULT)), shape);
  }

  private record LogFields(CanonicalReader reader) implements RecordFields<LogRecord> {
    @Override
    public long time(LogRecord row) {
      return row.effectiveTimeUnixNano();
    }

    @Override
    public @Nullable AttributeValue read(LogRecord row, Field field) {
      return switch (field) {
        case Field.Canonical(var canonical) -> reader.read(row, canonical);
        case Field.Attribute(_, String key) -> row.attributes().find(key);
        case Field.Dimension _ -> throw new IllegalArgumentException("a dimension");
      };
    }

    @Override
    public Set<String> names(LogRecord row) {
      return row.attributes().keys();
    }
  }
}
