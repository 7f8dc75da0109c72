package io.midwatch.storage.contract.answer.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Field.Origin;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one kind of row. Pure and thread-safe. */
public interface FieldReader<T> {
  /** The value of a canonical field, null when the row does not have it. */
  @Nullable AttributeValue canonical(T row, CanonicalField field);

  Attributes attributes(T row);

  Attributes resource(T row);

  Attributes scope(T row);

  @Nullable TraceId traceId(T row);

  /** The value as it stands in the row, null when the row does not have the field. */
  default @Nullable AttributeValue read(T row, Field field) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) -> canonical(row, canonical);
      case Field.Attribute(Origin origin, String key) ->
          switch (origin) {
            case ITEM -> attributes(row).find(key);
            case RESOURCE -> resource(row).find(key);
            case SCOPE -> scope(row).find(key);
            case ANY -> {
              AttributeValue own = attributes(row).find(key);
              yield own != null ? own : resource(row).find(key);
            }
          };
      case Field.Dimension(String name) ->
          throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a row");
    };
  }
}
