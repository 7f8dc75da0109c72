package io.midwatch.collector.otlp;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.Resource;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what all signals share: attributes, resources, scopes, ids. Defaults are left out. */
final class RecordValues {
  private RecordValues() {}

  static void text(ProtoWriter writer, int field, String text) {
    if (!text.isEmpty()) {
      writer.bytes(field, Utf8.encode(text));
    }
  }

  static void number(ProtoWriter writer, int field, long value) {
    if (value != 0) {
      writer.varint(field, value);
    }
  }

  static void fixed64(ProtoWriter writer, int field, long value) {
    if (value != 0) {
      writer.fixed64(field, value);
    }
  }

  static void fixed32(ProtoWriter writer, int field, int value) {
    if (value != 0) {
      writer.fixed32(field, value);
    }
  }

  /** An unsigned 32-bit number. */
  static void count(ProtoWriter writer, int field, int value) {
    number(writer, field, Integer.toUnsignedLong(value));
  }

  static void real(ProtoWriter writer, int field, double value) {
    writer.fixed64(field, Double.doubleToRawLongBits(value));
  }

  static void traceId(ProtoWriter writer, int field, @Nullable TraceId id) {
    if (id != null) {
      writer.bytes(field, ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array());
    }
  }

  static void spanId(ProtoWriter writer, int field, @Nullable SpanId id) {
    if (id != null) {
      writer.bytes(field, ByteBuffer.allocate(Long.BYTES).putLong(id.value()).array());
    }
  }

  static void attributes(ProtoWriter writer, int field, Attributes attributes) {
    attributes.forEach((key, value) -> {
      int pair = writer.open(field);
      text(writer, 1, key);
      any(writer, 2, value);
      writer.close(pair);
    });
  }

  /** A value as an AnyValue; an empty value is one without a member. */
  static void any(ProtoWriter writer, int field, AttributeValue value) {
    int any = writer.open(field);
    switch (value) {
      case StringValue(String text) -> writer.bytes(1, Utf8.encode(text));
      case BoolValue(boolean bool) -> writer.varint(2, bool ? 1 : 0);
      case LongValue(long number) -> writer.varint(3, number);
      case DoubleValue(double number) -> real(writer, 4, number);
      case ArrayValue(List<AttributeValue> elements) -> {
        int array = writer.open(5);
        elements.forEach(element -> any(writer, 1, element));
        writer.close(array);
      }
      case MapValue(Attributes entries) -> {
        int map = writer.open(6);
        attributes(writer, 1, entries);
        writer.close(map);
      }
      case BytesValue bytes -> writer.bytes(7, bytes.value().toArray());
      case EmptyValue _ -> {}
    }
    writer.close(any);
  }

  static void resource(ProtoWriter writer, int field, Resource resource) {
    int message = writer.open(field);
    attributes(writer, 1, resource.attributes());
    count(writer, 2, resource.droppedAttributesCount());
    resource.entityRefs().forEach(entity -> entity(writer, 3, entity));
    writer.close(message);
  }

  private static void entity(ProtoWriter writer, int field, EntityRef entity) {
    int message = writer.open(field);
    text(writer, 1, entity.schemaUrl());
    text(writer, 2, entity.type());
    entity.idKeys().forEach(key -> writer.bytes(3, Utf8.encode(key)));
    entity.descriptionKeys().forEach(key -> writer.bytes(4, Utf8.encode(key)));
    writer.close(message);
  }

  static void scope(ProtoWriter writer, int field, InstrumentationScope scope) {
    int message = writer.open(field);
    text(writer, 1, scope.name());
    text(writer, 2, scope.version());
    attributes(writer, 3, scope.attributes());
    count(writer, 4, scope.droppedAttributesCount());
    writer.close(message);
  }
}
