package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@link ValueBytes} that may be damaged. */
final class ValueBytesReader {
  private static final int NUMBER_BYTES = 8;

  private final byte[] array;
  private final int start;
  private final int end;
  private int position;

  ValueBytesReader(ByteSlice bytes) {
    array = bytes.array();
    start = bytes.offset();
    end = start + bytes.length();
    position = start;
  }

  AttributeValue whole() {
    byte tag = next();
    AttributeValue value =
        switch (tag) {
          case ValueBytes.STRING -> AttributeValue.of(text(end - position));
          case ValueBytes.BYTES -> bytes(end - position);
          default -> nested(tag, 0);
        };
    if (position != end) {
      throw damaged("the value ends early");
    }
    return value;
  }

  /** Passes over a value inside an array or map. */
  void skip(byte tag, int depth) {
    switch (tag) {
      case ValueBytes.EMPTY, ValueBytes.FALSE, ValueBytes.TRUE -> {}
      case ValueBytes.LONG, ValueBytes.DOUBLE -> advance(NUMBER_BYTES);
      case ValueBytes.STRING, ValueBytes.BYTES -> advance(length());
      case ValueBytes.ARRAY -> {
        for (byte each = first(depth + 1); each != ValueBytes.END; each = next()) {
          skip(each, depth + 1);
        }
      }
      case ValueBytes.MAP -> {
        for (byte each = first(depth + 1); each != ValueBytes.END; each = next()) {
          advance(length());
          skip(each, depth + 1);
        }
      }
      default -> throw damaged("no value has the tag " + tag);
    }
  }

  String text() {
    return text(length());
  }

  AttributeValue nested(byte tag, int depth) {
    return switch (tag) {
      case ValueBytes.EMPTY -> AttributeValue.EMPTY;
      case ValueBytes.STRING -> AttributeValue.of(text(length()));
      case ValueBytes.FALSE -> AttributeValue.of(false);
      case ValueBytes.TRUE -> AttributeValue.of(true);
      case ValueBytes.LONG -> AttributeValue.of(number());
      case ValueBytes.DOUBLE -> AttributeValue.of(Double.longBitsToDouble(number()));
      case ValueBytes.BYTES -> bytes(length());
      case ValueBytes.ARRAY -> array(depth + 1);
      case ValueBytes.MAP -> map(depth + 1);
      default -> throw damaged("no value has the tag " + tag);
    };
  }

  private AttributeValue array(int depth) {
    List<AttributeValue> values = new ArrayList<>();
    for (byte tag = first(depth); tag != ValueBytes.END; tag = next()) {
      values.add(nested(tag, depth));
    }
    return AttributeValue.of(values);
  }

  private AttributeValue map(int depth) {
    Attributes.Builder entries = Attributes.builder();
    for (byte tag = first(depth); tag != ValueBytes.END; tag = next()) {
      String key = text(length());
      entries.put(key, nested(tag, depth));
    }
    return new AttributeValue.MapValue(entries.build());
  }

  private byte first(int depth) {
    if (depth > ValueBytes.MAX_DEPTH) {
      throw damaged("values nest deeper than " + ValueBytes.MAX_DEPTH);
    }
    return next();
  }

  byte next() {
    return array[advance(1)];
  }

  private long number() {
    return (long) ValueBytes.LONGS.get(array, advance(NUMBER_BYTES));
  }

  private String text(int length) {
    return new String(array, advance(length), length, StandardCharsets.UTF_8);
  }

  private AttributeValue bytes(int length) {
    return new AttributeValue.BytesValue(Bytes.copyOf(array, advance(length), length));
  }

  private int length() {
    int length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      byte part = next();
      length |= (part & 0x7f) << shift;
      if (part >= 0) {
        return length;
      }
    }
    throw damaged("a length has more than 5 bytes");
  }

  private int advance(int length) {
    int from = position;
    if (length < 0 || length > end - from) {
      throw damaged(length + " bytes expected, " + (end - from) + " left");
    }
    position = from + length;
    return from;
  }

  private StoreException damaged(String what) {
    return new StoreException("bytes of a value, at byte " + (position - start) + ": " + what);
  }
}
