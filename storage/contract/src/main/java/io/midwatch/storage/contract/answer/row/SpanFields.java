package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import org.jspecify.annotations.Nullable;

/** The fields of a span. */
public record SpanFields(CanonicalReader reader) implements FieldReader<Span> {
  @Override
  public @Nullable AttributeValue canonical(Span row, CanonicalField field) {
    return reader.read(row, field);
  }

  @Override
  public Attributes attributes(Span row) {
    return row.attributes();
  }

  @Override
  public Attributes resource(Span row) {
    return row.resource().attributes();
  }

  @Override
  public Attributes scope(Span row) {
    return row.scope().attributes();
  }

  @Override
  public TraceId traceId(Span row) {
    return row.traceId();
  }
}
