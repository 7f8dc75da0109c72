package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.Bytes;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.StoreException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Trace ids as values of 16 bytes, the highest first. */
final class TraceIds {
  static final int BYTES = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private TraceIds() {}

  static void put(long high, long low, byte[] into) {
    LONGS.set(into, 0, high);
    LONGS.set(into, Long.BYTES, low);
  }

  static AttributeValue value(TraceId id) {
    byte[] bytes = new byte[BYTES];
    put(id.high(), id.low(), bytes);
    return new BytesValue(Bytes.copyOf(bytes));
  }

  /**
   * @throws StoreException when the value is no trace id
   */
  static TraceId of(AttributeValue value) {
    if (value instanceof BytesValue(Bytes bytes) && bytes.size() == BYTES) {
      byte[] array = bytes.toArray();
      long high = (long) LONGS.get(array, 0);
      long low = (long) LONGS.get(array, Long.BYTES);
      if ((high | low) != 0) {
        return new TraceId(high, low);
      }
    }
    throw new StoreException("expected the bytes of a trace id, found " + value.text());
  }
}
