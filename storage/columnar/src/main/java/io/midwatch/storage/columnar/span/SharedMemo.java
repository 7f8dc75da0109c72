package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.model.semconv.FieldInputs.Source;
import io.midwatch.storage.columnar.hot.LastRow;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several fields of the row that ended last make. Only for the thread that appends.
 *
 * <p>The server's address may be part of a URL, and URLs are as many as spans. So it counts by its
 * value, not by what it is read from: else nearly every call would be a combination of its own.
 */
final class SharedMemo<T> extends CodeMemo<T> {
  private static final CanonicalField BY_VALUE = CanonicalField.SERVER_ADDRESS;

  private final CanonicalSpan.Shared<T> what;
  private final CanonicalSpan span;

  /**
   * @param span the row, as the fields are read one by one
   */
  SharedMemo(
      CanonicalSpan.Shared<T> what, CanonicalSpan span, CanonicalReader reader, LastRow row) {
    super(inputs(what, reader), row, what.fields().contains(BY_VALUE) ? 1 : 0);
    this.what = what;
    this.span = span;
  }

  private static FieldInputs inputs(CanonicalSpan.Shared<?> what, CanonicalReader reader) {
    Set<String> keys = new LinkedHashSet<>();
    Set<Source> sources = EnumSet.of(Source.KIND);
    for (CanonicalField field : what.fields()) {
      if (field != BY_VALUE) {
        keys.addAll(reader.spanInputs(field).keys());
        sources.addAll(reader.spanInputs(field).sources());
      }
    }
    return new FieldInputs(List.copyOf(keys), sources);
  }

  boolean isOf(CanonicalSpan.Shared<?> other) {
    return what.equals(other);
  }

  @Override
  @Nullable AttributeValue byValue() {
    return span.read(BY_VALUE);
  }

  @Override
  T compute() {
    return what.compute(span);
  }
}
