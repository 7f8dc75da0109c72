package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.storage.columnar.hot.LastRow;
import org.jspecify.annotations.Nullable;

/** A canonical field of the row that ended last. Only for the thread that appends. */
final class FieldMemo extends CodeMemo<@Nullable AttributeValue> {
  private final CanonicalField field;
  private final CanonicalReader reader;

  FieldMemo(CanonicalField field, FieldInputs inputs, CanonicalReader reader, LastRow row) {
    super(inputs, row);
    this.field = field;
    this.reader = reader;
  }

  @Override
  @Nullable AttributeValue compute() {
    return readWith(Attributes.empty());
  }

  /** The field's value when these attributes of the row have no column. */
  @Nullable AttributeValue readWith(Attributes withoutColumn) {
    return reader.read(sketch(withoutColumn).span(), field);
  }
}
