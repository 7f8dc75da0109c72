package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A typed value as bytes, at least one: a tag and what the tag calls for. Numbers are eight bytes,
 * the lowest first; lengths are varints; an array or map runs to its {@link #END}.
 *
 * <pre>
 * "pay"               01 'p' 'a' 'y'                          a text to the end of the bytes
 * 7                   04 07 00 00 00 00 00 00 00
 * ["a", true]         07  01 01 'a'  03  09                   inside, a text has its length
 * {"k": "v", "n": -}  08  01 01 'k' 01 'v'  00 01 'n'  09     tag, key, rest of the value
 * </pre>
 *
 * <p>Equal bytes are equal values. Equal values of one kind and the same bits have equal bytes; a
 * long never has the bytes of a double, and -0.0 or the payload of a NaN is kept. Maps whose
 * entries came in another order, or with a key twice, are equal values with different bytes.
 */
public final class ValueBytes {
  public static final byte EMPTY = 0;
  public static final byte STRING = 1;
  public static final byte FALSE = 2;
  public static final byte TRUE = 3;
  public static final byte LONG = 4;
  public static final byte DOUBLE = 5;
  public static final byte BYTES = 6;
  public static final byte ARRAY = 7;
  public static final byte MAP = 8;

  /** Closes the innermost open array or map. */
  public static final byte END = 9;

  /** Arrays and maps nest at most this deep, both written and read; senders may nest 64 deep. */
  public static final int MAX_DEPTH = 100;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ValueBytes() {}

  /**
   * The bytes of a value, the caller's own.
   *
   * @throws IllegalArgumentException when it nests deeper than {@link #MAX_DEPTH}
   */
  public static byte[] of(AttributeValue value) {
    Builder builder = new Builder();
    write(new ByteSlice(), value, builder);
    return builder.value().copy();
  }

  private static void write(ByteSlice key, AttributeValue value, Builder into) {
    switch (value) {
      case StringValue(String text) -> into.string(key, ByteSlice.ofUtf8(text));
      case BoolValue(boolean bool) -> into.bool(key, bool);
      case LongValue(long number) -> into.integer(key, number);
      case DoubleValue(double number) -> into.real(key, number);
      case BytesValue(var bytes) ->
          into.bytes(key, new ByteSlice().set(bytes.toArray(), 0, bytes.size()));
      case ArrayValue(var values) -> {
        into.startArray(key);
        ByteSlice none = new ByteSlice();
        values.forEach(each -> write(none, each, into));
        into.end();
      }
      case MapValue(var entries) -> {
        into.startMap(key);
        entries.forEach((name, each) -> write(ByteSlice.ofUtf8(name), each, into));
        into.end();
      }
      case EmptyValue() -> into.empty(key);
    }
  }

  /**
   * The value of bytes.
   *
   * @throws io.midwatch.storage.contract.StoreException when the bytes are not exactly one value
   */
  public static AttributeValue read(ByteSlice bytes) {
    return new ValueBytesReader(bytes).whole();
  }

  /**
   * Writes one value as its {@link ValueBytes} while it is received, without objects. What comes
   * while no array or map is open begins a new value; its key is not written, nor is any inside an
   * array. Reused; not thread-safe.
   *
   * <pre>
   * startArray(key) · integer(key, 7) · end() · isOpen() = false · value()
   * </pre>
   */
  public static final class Builder implements AttributeSink {
    private static final int NUMBER_BYTES = 8;
    private static final int MAX_VARINT_BYTES = 5;

    private final ByteSlice value = new ByteSlice();
    private final boolean[] mapAt = new boolean[MAX_DEPTH];
    private byte[] buffer = new byte[256];
    private int length;
    private int depth;

    /** Whether an array or map has begun and not ended. */
    public boolean isOpen() {
      return depth > 0;
    }

    /**
     * The bytes of the value received last; the same window every time, valid until the next value
     * begins.
     *
     * @throws IllegalStateException while an array or map is open, or before the first value
     */
    public ByteSlice value() {
      if (depth > 0 || length == 0) {
        throw new IllegalStateException(depth > 0 ? "the value has not ended" : "no value");
      }
      return value.set(buffer, 0, length);
    }

    /** Forgets what was received, also what is open. */
    public void clear() {
      depth = 0;
      length = 0;
    }

    @Override
    public void string(ByteSlice key, ByteSlice text) {
      sized(STRING, key, text);
    }

    @Override
    public void bool(ByteSlice key, boolean bool) {
      begin(bool ? TRUE : FALSE, key);
    }

    @Override
    public void integer(ByteSlice key, long number) {
      number(LONG, key, number);
    }

    @Override
    public void real(ByteSlice key, double number) {
      number(DOUBLE, key, Double.doubleToRawLongBits(number));
    }

    @Override
    public void bytes(ByteSlice key, ByteSlice content) {
      sized(BYTES, key, content);
    }

    @Override
    public void empty(ByteSlice key) {
      begin(EMPTY, key);
    }

    /**
     * @throws IllegalArgumentException below {@link ValueBytes#MAX_DEPTH}
     */
    @Override
    public void startArray(ByteSlice key) {
      open(ARRAY, key);
    }

    /**
     * @throws IllegalArgumentException below {@link ValueBytes#MAX_DEPTH}
     */
    @Override
    public void startMap(ByteSlice key) {
      open(MAP, key);
    }

    @Override
    public void end() {
      if (depth == 0) {
        throw new IllegalStateException("no array or map is open");
      }
      room(1);
      buffer[length++] = END;
      depth--;
    }

    private void open(byte tag, ByteSlice key) {
      if (depth == MAX_DEPTH) {
        throw new IllegalArgumentException("values nest deeper than " + MAX_DEPTH);
      }
      begin(tag, key);
      mapAt[depth++] = tag == MAP;
    }

    private void number(byte tag, ByteSlice key, long bits) {
      begin(tag, key);
      room(NUMBER_BYTES);
      LONGS.set(buffer, length, bits);
      length += NUMBER_BYTES;
    }

    private void sized(byte tag, ByteSlice key, ByteSlice content) {
      begin(tag, key);
      if (depth > 0) {
        varint(content.length());
      }
      copy(content);
    }

    private void begin(byte tag, ByteSlice key) {
      if (depth == 0) {
        length = 0;
      }
      room(1);
      buffer[length++] = tag;
      if (depth > 0 && mapAt[depth - 1]) {
        varint(key.length());
        copy(key);
      }
    }

    private void varint(int number) {
      room(MAX_VARINT_BYTES);
      int rest = number;
      while (rest > 0x7f) {
        buffer[length++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      buffer[length++] = (byte) rest;
    }

    private void copy(ByteSlice bytes) {
      room(bytes.length());
      System.arraycopy(bytes.array(), bytes.offset(), buffer, length, bytes.length());
      length += bytes.length();
    }

    private void room(int more) {
      int needed = Math.addExact(length, more);
      if (needed > buffer.length) {
        buffer =
            Arrays.copyOf(
                buffer,
                Math.max(needed, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8)));
      }
    }
  }
}
