package io.midwatch.storage.columnar.table;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.write.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of a map as {@link ValueBytes} and makes only the values asked for. Not
 * thread-safe.
 *
 * @throws io.midwatch.storage.contract.StoreException from every method, when the bytes are damaged
 */
public final class MapCursor {
  private final ValueBytesReader bytes;
  private final int depth;
  private String key = "";
  private byte tag = ValueBytes.END;
  private boolean pending;
  private boolean ended;
  private @Nullable MapCursor inner;

  /**
   * @param map bytes of a map; empty bytes have no entries
   */
  public MapCursor(ByteSlice map) {
    this(new ValueBytesReader(map), 1);
    ended = map.isEmpty() || bytes.next() != ValueBytes.MAP;
  }

  private MapCursor(ValueBytesReader bytes, int depth) {
    this.bytes = bytes;
    this.depth = depth;
  }

  /** Goes to the next entry; false when there is none. */
  public boolean next() {
    if (inner != null) {
      while (inner.next()) {}
      inner = null;
    }
    if (pending) {
      bytes.skip(tag, depth);
      pending = false;
    }
    if (ended) {
      return false;
    }
    tag = bytes.next();
    ended = tag == ValueBytes.END;
    if (ended) {
      return false;
    }
    key = bytes.text();
    pending = true;
    return true;
  }

  /** The key of the entry. */
  public String key() {
    return key;
  }

  /** The value of the entry; once. */
  public AttributeValue value() {
    pending = false;
    return bytes.nested(tag, depth);
  }

  /** The entries of the entry's value, to be walked before this goes on; none when it is no map. */
  public MapCursor map() {
    MapCursor entries = new MapCursor(bytes, depth + 1);
    if (tag == ValueBytes.MAP) {
      pending = false;
      inner = entries;
    } else {
      entries.ended = true;
    }
    return entries;
  }
}
