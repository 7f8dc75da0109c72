package io.midwatch.model.prometheus;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Attribute values as labels have them, in the way of the OpenTelemetry Collector: scalars plain,
 * numbers as JavaScript writes them, bytes in base64, arrays and maps as JSON with keys in order.
 * What JSON cannot say is not a label.
 */
final class LabelText {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder json = new StringBuilder();
  private boolean unsayable;

  private LabelText() {}

  /** Empty for what is no label. */
  static String of(AttributeValue value) {
    return switch (value) {
      case ArrayValue _, MapValue _ -> {
        LabelText text = new LabelText();
        text.append(value);
        yield text.unsayable ? "" : text.json.toString();
      }
      case DoubleValue(double number) ->
          Double.isFinite(number) ? number(number) : "json: unsupported value: " + special(number);
      default -> value.text();
    };
  }

  private void append(AttributeValue value) {
    switch (value) {
      case StringValue(String text) -> quote(text);
      case BoolValue _, LongValue _ -> json.append(value.text());
      case DoubleValue(double number) -> {
        unsayable |= !Double.isFinite(number);
        json.append(Double.isFinite(number) ? number(number) : "null");
      }
      case BytesValue _ -> quote(value.text());
      case ArrayValue array -> {
        json.append('[');
        for (Iterator<AttributeValue> each = array.values().iterator(); each.hasNext(); ) {
          append(each.next());
          json.append(each.hasNext() ? "," : "");
        }
        json.append(']');
      }
      case MapValue map -> {
        String before = "{";
        for (Map.Entry<String, AttributeValue> entry :
            new TreeMap<>(map.entries().asMap()).entrySet()) {
          json.append(before);
          quote(entry.getKey());
          json.append(':');
          append(entry.getValue());
          before = ",";
        }
        json.append(before.equals("{") ? "{}" : "}");
      }
      case EmptyValue _ -> json.append("null");
    }
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            json.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              json.append(HEX.charAt(c >> shift & 0xf));
            }
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  /** The shortest digits, plain from a millionth up to 21 digits: {@code 1e-7, 0.25, 3, 1e+21}. */
  private static String number(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    BigDecimal digits = exact.movePointLeft(exponent);
    return digits.toPlainString() + (exponent < 0 ? "e" : "e+") + exponent;
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }
}
