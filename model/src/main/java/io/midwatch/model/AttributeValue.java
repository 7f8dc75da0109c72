package io.midwatch.model;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A typed value as OTLP's {@code AnyValue} can say it. Every kind is kept as sent: a long is never
 * a double, arrays may be heterogeneous, maps may nest.
 *
 * <p>Source: opentelemetry-proto common.proto, message AnyValue.
 */
public sealed interface AttributeValue {

  /**
   * The value as a person would read it: scalars plain, arrays {@code [a, b]}, maps {@code {k=v}}.
   */
  String text();

  /** Text, already valid Unicode. */
  record StringValue(String value) implements AttributeValue {
    @Override
    public String text() {
      return value;
    }
  }

  /** True or false. */
  record BoolValue(boolean value) implements AttributeValue {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /** A signed 64-bit integer. */
  record LongValue(long value) implements AttributeValue {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /** A 64-bit float, NaN and infinities included. Equality is by bits, so NaN equals NaN. */
  record DoubleValue(double value) implements AttributeValue {
    @Override
    public String text() {
      return Double.toString(value);
    }
  }

  /** Raw bytes; text is base64. */
  record BytesValue(Bytes value) implements AttributeValue {
    @Override
    public String text() {
      return Base64.getEncoder().encodeToString(value.toArray());
    }
  }

  /** An array whose elements may differ in kind. */
  record ArrayValue(List<AttributeValue> values) implements AttributeValue {
    public ArrayValue {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return values.stream().map(AttributeValue::text).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A nested map. */
  record MapValue(Attributes entries) implements AttributeValue {
    @Override
    public String text() {
      return entries.toString();
    }
  }

  /** A key that was sent without a value. */
  record EmptyValue() implements AttributeValue {
    @Override
    public String text() {
      return "";
    }
  }

  /** The only empty value. */
  EmptyValue EMPTY = new EmptyValue();

  static AttributeValue of(String value) {
    return new StringValue(value);
  }

  static AttributeValue of(boolean value) {
    return new BoolValue(value);
  }

  static AttributeValue of(long value) {
    return new LongValue(value);
  }

  static AttributeValue of(double value) {
    return new DoubleValue(value);
  }

  static AttributeValue of(List<AttributeValue> values) {
    return new ArrayValue(values);
  }

  static AttributeValue ofStrings(String... values) {
    return new ArrayValue(java.util.Arrays.stream(values).map(AttributeValue::of).toList());
  }
}
