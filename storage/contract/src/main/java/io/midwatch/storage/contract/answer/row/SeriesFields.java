package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import org.jspecify.annotations.Nullable;

/** The fields of a metric series: its attributes, and what its resource says of identity. */
public record SeriesFields(CanonicalReader reader) implements FieldReader<SeriesIdentity> {
  @Override
  public @Nullable AttributeValue canonical(SeriesIdentity row, CanonicalField field) {
    AttributeValue own = row.attributes().find(field.key());
    return own != null ? own : reader.read(Resource.of(row.resource()), field);
  }

  @Override
  public Attributes attributes(SeriesIdentity row) {
    return row.attributes();
  }

  @Override
  public Attributes resource(SeriesIdentity row) {
    return row.resource();
  }

  @Override
  public Attributes scope(SeriesIdentity row) {
    return row.scopeAttributes();
  }

  @Override
  public @Nullable TraceId traceId(SeriesIdentity row) {
    return null;
  }
}
