package io.midwatch.storage.columnar.metric;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ByteSlice;

/** Attributes as the bytes of one map value. */
final class MapBytes {
  private MapBytes() {}

  static byte[] of(Attributes attributes) {
    return ValueBytes.of(new AttributeValue.MapValue(attributes));
  }

  static Attributes read(byte[] bytes) {
    return read(new ByteSlice().set(bytes, 0, bytes.length));
  }

  static Attributes read(ByteSlice bytes) {
    return switch (ValueBytes.read(bytes)) {
      case AttributeValue.MapValue(Attributes entries) -> entries;
      case AttributeValue other -> throw new StoreException("attributes are no map: " + other);
    };
  }
}
