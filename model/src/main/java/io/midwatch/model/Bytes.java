package io.midwatch.model;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes with equality by content. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies the array. */
  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Bytes copyOf(byte[] content, int offset, int length) {
    return new Bytes(Arrays.copyOfRange(content, offset, offset + length));
  }

  /** A copy, the caller's own. */
  public byte[] toArray() {
    return content.clone();
  }

  public int size() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
