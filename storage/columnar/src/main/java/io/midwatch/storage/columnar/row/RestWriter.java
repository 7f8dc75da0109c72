package io.midwatch.storage.columnar.row;

import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/**
 * Collects what of an item has no column: a map value of sections, each written in one go, in any
 * order. Reused; not thread-safe.
 *
 * <pre>
 * {attributes={rare.key=v}, events=[[time, name, dropped, {…}], …], links=[…]}
 * </pre>
 */
public final class RestWriter {
  /** Name of the column in every schema. */
  public static final String COLUMN = "rest";

  /** The section of attributes that have no column. */
  static final String ATTRIBUTES = "attributes";

  private final ByteSlice attributesKey = ByteSlice.ofUtf8(ATTRIBUTES);
  private final ByteSlice noKey = new ByteSlice();
  private final ValueBytes.Builder bytes = new ValueBytes.Builder();
  private boolean begun;
  private ByteSlice open = noKey;
  private boolean attributes;

  /** Forgets what was collected. */
  public void clear() {
    bytes.clear();
    begun = false;
    open = noKey;
    attributes = false;
  }

  /** Where an attribute without a column goes. */
  AttributeSink attributes() {
    if (open != attributesKey) {
      close();
      begin();
      bytes.startMap(attributesKey);
      open = attributesKey;
      attributes = true;
    }
    return bytes;
  }

  /** Whether any attribute is here. */
  public boolean holdsAttributes() {
    return attributes;
  }

  /** Goes on with the array of that key, always the same object; its elements go to the sink. */
  public AttributeSink array(ByteSlice key) {
    if (open != key) {
      close();
      begin();
      bytes.startArray(key);
      open = key;
    }
    return bytes;
  }

  /** Where one entry goes, under its own key. */
  public AttributeSink entry() {
    close();
    begin();
    return bytes;
  }

  private void begin() {
    if (!begun) {
      bytes.startMap(noKey);
      begun = true;
    }
  }

  private void close() {
    if (open != noKey) {
      bytes.end();
      open = noKey;
    }
  }

  /** What was collected, empty for nothing; the same window every time. */
  public ByteSlice end() {
    if (!begun) {
      return noKey;
    }
    close();
    bytes.end();
    begun = false;
    return bytes.value();
  }
}
