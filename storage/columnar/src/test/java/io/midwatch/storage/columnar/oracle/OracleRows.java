package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import org.jspecify.annotations.Nullable;

/**
 * What was sent, by row number, as both sides take it in.
 *
 * @param <T> spans or log records
 */
interface OracleRows<T> {
  int rows();

  T item(int row);

  /** The row an item was made for. */
  int row(T item);

  /** Whether an equal item was sent before, so that the row is not stored. */
  boolean isRepeated(int row);

  long time(T item);

  long duration(T item);

  Attributes attributes(T item);

  Resource resource(T item);

  InstrumentationScope scope(T item);

  @Nullable AttributeValue read(CanonicalReader reader, T item, CanonicalField field);
}
