package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.storage.columnar.hot.LastRow;
import io.midwatch.storage.columnar.row.TupleCodes;
import io.midwatch.storage.columnar.table.Coded;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canonical field of the row that ended last, computed once per distinct combination of the codes
 * it depends on. Only for the thread that appends; arrays, for it is asked several times per span.
 *
 * <pre>
 * http.route  http.request.method  endpoint
 * 2 /pay      2 POST               POST /pay
 * </pre>
 */
final class FieldMemo {
  /** When so many combinations are known, all are forgotten. */
  static final int MOST_TUPLES = 1 << 16;

  private final CanonicalField field;
  private final CanonicalReader reader;
  private final LastRow row;
  private final List<SpanInput> others;

  /** Position of each of {@link #others} in the schema. */
  private final int[] columns;

  private final List<String> keys;

  // The keys some row has: their numbers, and their places in keys.
  private int[] numbers = new int[0];
  private int[] places = new int[0];
  private int keyCount = -1;

  private int[] tuple;
  private TupleCodes tuples;
  private @Nullable AttributeValue[] values = new @Nullable AttributeValue[16];

  FieldMemo(CanonicalField field, FieldInputs inputs, CanonicalReader reader, LastRow row) {
    this.field = field;
    this.reader = reader;
    this.row = row;
    this.others = SpanInput.of(inputs.sources());
    this.columns =
        others.stream().mapToInt(input -> SpanSchema.SCHEMA.position(input.column())).toArray();
    this.keys = inputs.keys();
    this.tuple = new int[columns.length];
    this.tuples = new TupleCodes(tuple.length);
  }

  /** The field's value when all attributes of the row have columns. */
  @Nullable AttributeValue read() {
    if (row.keyCount() != keyCount) {
      findKeys();
    }
    boolean outside = false;
    int at = 0;
    for (int column : columns) {
      int code = row.code(column);
      outside |= code == Coded.OUTSIDE;
      tuple[at++] = code;
    }
    for (int number : numbers) {
      int code = row.attributeCode(number);
      outside |= code == Coded.OUTSIDE;
      tuple[at++] = code;
    }
    if (outside) {
      return compute(Attributes.empty());
    }
    int known = tuples.find(tuple);
    return known == TupleCodes.UNKNOWN ? learn() : values[known];
  }

  /** The field's value when these attributes of the row have none. */
  @Nullable AttributeValue readWith(Attributes withoutColumn) {
    if (row.keyCount() != keyCount) {
      findKeys();
    }
    return compute(withoutColumn);
  }

  private void findKeys() {
    keyCount = row.keyCount();
    int[] found = new int[keys.size()];
    int[] foundPlaces = new int[keys.size()];
    int count = 0;
    for (int i = 0; i < keys.size(); i++) {
      int number = row.keyNumber(keys.get(i));
      if (number != LastRow.UNKNOWN_KEY) {
        found[count] = number;
        foundPlaces[count++] = i;
      }
    }
    if (count > numbers.length) {
      numbers = Arrays.copyOf(found, count);
      places = Arrays.copyOf(foundPlaces, count);
      tuple = new int[columns.length + count];
      tuples = new TupleCodes(tuple.length);
    }
  }

  private @Nullable AttributeValue learn() {
    if (tuples.size() == MOST_TUPLES) {
      tuples = new TupleCodes(tuple.length);
    }
    AttributeValue value = compute(Attributes.empty());
    int code = tuples.size();
    if (code == values.length) {
      values = Arrays.copyOf(values, 2 * code);
    }
    values[code] = value;
    tuples.put(tuple, code);
    return value;
  }

  private @Nullable AttributeValue compute(Attributes withoutColumn) {
    SpanSketch sketch = new SpanSketch();
    for (int i = 0; i < columns.length; i++) {
      AttributeValue value = row.value(columns[i]);
      if (value != null) {
        others.get(i).into().accept(sketch, value);
      }
    }
    for (String key : keys) {
      AttributeValue value = withoutColumn.find(key);
      if (value != null) {
        SpanSketch.attribute(key).accept(sketch, value);
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      AttributeValue value = row.attributeValue(numbers[i]);
      if (value != null) {
        SpanSketch.attribute(keys.get(places[i])).accept(sketch, value);
      }
    }
    return reader.read(sketch.span(), field);
  }
}
