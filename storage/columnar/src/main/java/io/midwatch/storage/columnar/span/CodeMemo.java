package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.storage.columnar.hot.LastRow;
import io.midwatch.storage.columnar.row.TupleCodes;
import io.midwatch.storage.columnar.table.Coded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something computed from the row that ended last, once per distinct combination of the codes it
 * depends on. Only for the thread that appends; arrays, for it is asked several times per span.
 *
 * <pre>
 * http.route  http.request.method  endpoint
 * 2 /pay      2 POST               POST /pay
 * </pre>
 *
 * @param <T> what is computed
 */
abstract class CodeMemo<T extends @Nullable Object> {
  /** When so many combinations are known, all are forgotten. */
  static final int MOST_TUPLES = 1 << 16;

  private final LastRow row;
  private final List<SpanInput> others;

  /** Position of each of {@link #others} in the schema. */
  private final int[] columns;

  private final List<String> keys;

  // The keys some row has: their numbers, and their places in keys.
  private int[] numbers = new int[0];
  private int[] places = new int[0];
  private int keyCount = -1;

  /** Places at the end of a tuple for what counts by its value: none or one. */
  private final int byValue;

  private final Map<AttributeValue, Integer> valueCodes = new HashMap<>();
  private int[] tuple;
  private TupleCodes tuples;
  private final List<T> values = new ArrayList<>();

  CodeMemo(FieldInputs inputs, LastRow row) {
    this(inputs, row, 0);
  }

  /**
   * @param byValue 1 when it also depends on {@link #byValue()}, else 0
   */
  CodeMemo(FieldInputs inputs, LastRow row, int byValue) {
    this.row = row;
    this.byValue = byValue;
    this.others = SpanInput.of(inputs.sources());
    this.columns =
        others.stream().mapToInt(input -> SpanSchema.SCHEMA.position(input.column())).toArray();
    this.keys = inputs.keys();
    this.tuple = new int[columns.length + byValue];
    this.tuples = new TupleCodes(tuple.length);
  }

  /** Works it out for the row. */
  abstract T compute();

  /** What it depends on beside the inputs, of few values; null for nothing. */
  @Nullable AttributeValue byValue() {
    return null;
  }

  /** What it is when all attributes of the row have columns. */
  final T read() {
    findKeys();
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
      return compute();
    }
    if (byValue != 0) {
      tuple[at] = codeOf(byValue());
    }
    int known = tuples.find(tuple);
    return known == TupleCodes.UNKNOWN ? learn() : values.get(known);
  }

  private int codeOf(@Nullable AttributeValue value) {
    if (value == null) {
      return 0;
    }
    Integer code = valueCodes.get(value);
    if (code == null) {
      if (valueCodes.size() == MOST_TUPLES) {
        forget();
      }
      code = valueCodes.size() + 1;
      valueCodes.put(value, code);
    }
    return code;
  }

  private void forget() {
    tuples = new TupleCodes(tuple.length);
    values.clear();
    valueCodes.clear();
  }

  private T learn() {
    T value = compute();
    tuples.put(tuple, values.size());
    values.add(value);
    if (tuples.size() == MOST_TUPLES) {
      forget();
    }
    return value;
  }

  private void findKeys() {
    if (row.keyCount() == keyCount) {
      return;
    }
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
      tuple = new int[columns.length + count + byValue];
      forget();
    }
  }

  /** A span of what it depends on, besides attributes that have no column. */
  final SpanSketch sketch(Attributes withoutColumn) {
    findKeys();
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
    return sketch;
  }
}
