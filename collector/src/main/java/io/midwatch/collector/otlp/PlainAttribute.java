package io.midwatch.collector.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A KeyValue as nearly every sender writes it: the key, then a value that is one text or number,
 * and nothing else. Such an attribute is read in one go, which counts, as there are ten on a span;
 * whatever looks different is left to those who read messages field by field. Reused; not
 * thread-safe.
 *
 * <pre>
 * 0a 0b "http.route"  12 06  0a 04 "/pay"      key, length of the value, member 1: a text
 * </pre>
 */
final class PlainAttribute {
  static final int TEXT = 1 << 3 | ProtoCursor.LENGTH_DELIMITED;
  static final int BOOL = 2 << 3 | ProtoCursor.VARINT;
  static final int WHOLE = 3 << 3 | ProtoCursor.VARINT;
  static final int REAL = 4 << 3 | ProtoCursor.FIXED64;

  private static final int KEY = 1 << 3 | ProtoCursor.LENGTH_DELIMITED;
  private static final int VALUE = 2 << 3 | ProtoCursor.LENGTH_DELIMITED;
  private static final int SHORTEST = 6;
  private static final int MOST_VARINT_BYTES = 9;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where the key is. */
  int keyFrom;

  int keyLength;

  /** {@link #TEXT}, {@link #BOOL}, {@link #WHOLE} or {@link #REAL}. */
  int member;

  /** Where a text is. */
  int textFrom;

  int textLength;

  /** A number, or the bits of one. */
  long number;

  /** Whether {@code [from, to)} is such an attribute; only then the fields say what it is. */
  boolean read(byte[] bytes, int from, int to) {
    if (to - from < SHORTEST || bytes[from] != KEY) {
      return false;
    }
    keyFrom = from + 2;
    keyLength = bytes[from + 1];
    int at = keyFrom + keyLength;
    // A negative byte is the first of a longer number.
    if (keyLength < 0 || to - at < SHORTEST - 2 || bytes[at] != VALUE) {
      return false;
    }
    int length = bytes[at + 1];
    at += 2;
    if (length < 0) {
      length = length & 0x7f | bytes[at++] << 7;
    }
    if (length != to - at || length < 2) {
      return false;
    }
    member = bytes[at];
    return switch (member) {
      case TEXT -> text(bytes, at + 1, to);
      case BOOL, WHOLE -> number(bytes, at + 1, to);
      case REAL -> {
        number = to - at == 1 + Long.BYTES ? (long) LONG.get(bytes, at + 1) : 0;
        yield to - at == 1 + Long.BYTES;
      }
      default -> false;
    };
  }

  private boolean text(byte[] bytes, int from, int to) {
    int length = bytes[from];
    int at = from + 1;
    if (length < 0) {
      if (at == to) {
        return false;
      }
      length = length & 0x7f | bytes[at++] << 7;
    }
    textFrom = at;
    textLength = length;
    return length == to - at;
  }

  private boolean number(byte[] bytes, int from, int to) {
    if (to - from > MOST_VARINT_BYTES) {
      return false;
    }
    long value = 0;
    int last = to - 1;
    for (int at = from; at < last; at++) {
      if (bytes[at] >= 0) {
        return false; // it ends here and something follows
      }
      value |= (long) (bytes[at] & 0x7f) << 7 * (at - from);
    }
    number = value | (long) bytes[last] << 7 * (last - from);
    return bytes[last] >= 0;
  }
}
