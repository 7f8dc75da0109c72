package io.midwatch.storage.columnar.span;

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

/** What several fields of the row that ended last make. Only for the thread that appends. */
final class SharedMemo<T> extends CodeMemo<T> {
  private final CanonicalSpan.Shared<T> what;
  private final CanonicalSpan span;

  /**
   * @param span the row, as the fields are read one by one
   */
  SharedMemo(
      CanonicalSpan.Shared<T> what, CanonicalSpan span, CanonicalReader reader, LastRow row) {
    super(inputs(what, reader), row);
    this.what = what;
    this.span = span;
  }

  private static FieldInputs inputs(CanonicalSpan.Shared<?> what, CanonicalReader reader) {
    Set<String> keys = new LinkedHashSet<>();
    Set<Source> sources = EnumSet.of(Source.KIND);
    for (CanonicalField field : what.fields()) {
      keys.addAll(reader.spanInputs(field).keys());
      sources.addAll(reader.spanInputs(field).sources());
    }
    return new FieldInputs(List.copyOf(keys), sources);
  }

  boolean isOf(CanonicalSpan.Shared<?> other) {
    return what.equals(other);
  }

  @Override
  T compute() {
    return what.compute(span);
  }
}
