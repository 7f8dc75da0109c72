package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value as the oracle's tables hold it: {@code L 5 5.0}, {@code S eu null}. A double without a
 * fraction is an L.
 *
 * @param type L, D, S, B (boolean), Y (bytes), M (map) or E (there is a value, but it is empty)
 * @param text the value's text
 * @param number null for what is no number, and for NaN
 */
record Cell(String type, String text, @Nullable Double number) {
  static final Cell EMPTY = new Cell("E", "", null);

  /** An array is its elements, nested ones too; nothing at all is one empty cell. */
  static List<Cell> of(AttributeValue value) {
    List<Cell> cells = new ArrayList<>();
    add(cells, value);
    return cells.isEmpty() ? List.of(EMPTY) : cells;
  }

  private static void add(List<Cell> cells, AttributeValue value) {
    switch (value) {
      case AttributeValue.ArrayValue(List<AttributeValue> values) ->
          values.forEach(each -> add(cells, each));
      case AttributeValue.EmptyValue _ -> {}
      default -> cells.add(scalar(value));
    }
  }

  static Cell scalar(AttributeValue value) {
    return switch (value) {
      case LongValue(long number) -> new Cell("L", value.text(), (double) number);
      case DoubleValue(double number)
          when number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63 ->
          scalar(AttributeValue.of((long) number));
      case DoubleValue(double number) ->
          new Cell("D", value.text(), Double.isNaN(number) ? null : number);
      case StringValue _ -> new Cell("S", value.text(), null);
      case BoolValue _ -> new Cell("B", value.text(), null);
      case BytesValue _ -> new Cell("Y", value.text(), null);
      case MapValue _ -> new Cell("M", value.text(), null);
      case AttributeValue.EmptyValue _ -> EMPTY;
      case AttributeValue.ArrayValue _ -> throw new IllegalArgumentException("not a scalar");
    };
  }

  /** The value again; maps are those of {@link GeneratedSpans}, with one entry. */
  AttributeValue value() {
    return switch (type) {
      case "L" -> AttributeValue.of(Long.parseLong(text));
      case "D" -> AttributeValue.of(Double.parseDouble(text));
      case "S" -> AttributeValue.of(text);
      case "B" -> AttributeValue.of(Boolean.parseBoolean(text));
      case "Y" -> new BytesValue(Bytes.copyOf(Base64.getDecoder().decode(text)));
      case "M" -> new MapValue(Attributes.ofStrings("k", text.substring(3, text.length() - 1)));
      case "E" -> AttributeValue.EMPTY;
      default -> throw new IllegalStateException("no such type: " + type);
    };
  }
}
