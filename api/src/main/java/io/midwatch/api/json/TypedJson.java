package io.midwatch.api.json;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values in JSON, each in its own type. A long is a number without a fraction, a double
 * one with; NaN and infinities are texts; bytes are {@code {"@bytes": "<base64>"}}; empty is null.
 *
 * <pre>
 * {"http.response.status_code": 503, "price": 12.0, "express": true, "items": ["a", "b"]}
 * </pre>
 */
public final class TypedJson {
  private TypedJson() {}

  /** The entries in the order sent. */
  public static Map<String, @Nullable Object> of(Attributes attributes) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    attributes.forEach((key, value) -> json.put(key, of(value)));
    return json;
  }

  public static @Nullable Object of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.StringValue(String text) -> text;
      case AttributeValue.BoolValue(boolean truth) -> truth;
      case AttributeValue.LongValue(long number) -> number;
      case AttributeValue.DoubleValue(double number) -> number(number);
      case AttributeValue.BytesValue _ -> Map.of("@bytes", value.text());
      case AttributeValue.ArrayValue(List<AttributeValue> elements) ->
          elements.stream().map(element -> of(element)).toList();
      case AttributeValue.MapValue(Attributes entries) -> of(entries);
      case AttributeValue.EmptyValue _ -> null;
    };
  }

  /** A number, or its text when JSON has no such number. */
  public static Object number(double number) {
    if (Double.isFinite(number)) {
      return number;
    }
    return Double.toString(number);
  }
}
