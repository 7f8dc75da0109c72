package io.midwatch.storage.contract.write;

/**
 * Receives typed attributes one by one, without objects. Inside an array the key is empty; arrays
 * and maps are opened by {@code startX} and closed by one {@link #end()}. When a key comes twice
 * the last value wins. Slices are valid only during the call.
 *
 * <pre>
 * string(tenant.id, acme) · startArray(ids) · integer("", 7) · integer("", 8) · end()
 * </pre>
 */
public interface AttributeSink {
  void string(ByteSlice key, ByteSlice value);

  void bool(ByteSlice key, boolean value);

  void integer(ByteSlice key, long value);

  void real(ByteSlice key, double value);

  void bytes(ByteSlice key, ByteSlice value);

  /** A key without a value. */
  void empty(ByteSlice key);

  void startArray(ByteSlice key);

  void startMap(ByteSlice key);

  /** Closes the innermost open array or map. */
  void end();
}
