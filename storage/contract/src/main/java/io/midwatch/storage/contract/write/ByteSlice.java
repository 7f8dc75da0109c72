package io.midwatch.storage.contract.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A window on bytes that belong to somebody else. A decoder reuses one slice for many values, so a
 * receiver must copy what it keeps before its method returns. Not thread-safe.
 */
public final class ByteSlice {
  private static final byte[] NOTHING = new byte[0];

  private byte[] array = NOTHING;
  private int offset;
  private int length;

  /** Moves the window. */
  public ByteSlice set(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    return this;
  }

  /** Makes the window empty. */
  public ByteSlice clear() {
    return set(NOTHING, 0, 0);
  }

  public static ByteSlice ofUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ByteSlice().set(bytes, 0, bytes.length);
  }

  /** The array behind the window; read only from {@link #offset()}, {@link #length()} bytes. */
  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The bytes as UTF-8 text. */
  public String text() {
    return length == 0 ? "" : new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** A copy of the bytes, the caller's own. */
  public byte[] copy() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }
}
