package io.midwatch.collector.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads ids as raw bits; an id of the wrong length reads as zero, which means "none". */
final class IdBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private long high;
  private long low;

  /** Reads the 16-byte id at hand. */
  IdBits trace(ProtoCursor cursor) {
    int length = cursor.length();
    int from = cursor.advance(length);
    boolean valid = length == 2 * Long.BYTES;
    high = valid ? (long) LONG.get(cursor.buffer(), from) : 0;
    low = valid ? (long) LONG.get(cursor.buffer(), from + Long.BYTES) : 0;
    return this;
  }

  /** Reads the 8-byte id at hand. */
  static long span(ProtoCursor cursor) {
    int length = cursor.length();
    int from = cursor.advance(length);
    return length == Long.BYTES ? (long) LONG.get(cursor.buffer(), from) : 0;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }
}
