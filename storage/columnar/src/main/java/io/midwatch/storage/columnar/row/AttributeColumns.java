package io.midwatch.storage.columnar.row;

import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/**
 * Writes the attributes of the open row into their columns, and into the rest what gets no column
 * because the table has too many. Reused; not thread-safe.
 */
public final class AttributeColumns implements AttributeSink {
  private final HotTable table;
  private final RestWriter rest;
  private final ValueBytes.Builder value = new ValueBytes.Builder();
  private final ByteSlice openKey = new ByteSlice();

  public AttributeColumns(HotTable table, RestWriter rest) {
    this.table = table;
    this.rest = rest;
  }

  /** Begins a row's attributes. */
  public AttributeColumns begin() {
    value.clear();
    return this;
  }

  @Override
  public void string(ByteSlice key, ByteSlice text) {
    if (value.isOpen()) {
      value.string(key, text);
    } else if (!table.attributeString(key, text)) {
      rest.attributes().string(key, text);
    }
  }

  @Override
  public void bool(ByteSlice key, boolean bool) {
    if (value.isOpen()) {
      value.bool(key, bool);
    } else if (!table.attributeBool(key, bool)) {
      rest.attributes().bool(key, bool);
    }
  }

  @Override
  public void integer(ByteSlice key, long number) {
    if (value.isOpen()) {
      value.integer(key, number);
    } else if (!table.attributeLong(key, number)) {
      rest.attributes().integer(key, number);
    }
  }

  @Override
  public void real(ByteSlice key, double number) {
    if (value.isOpen()) {
      value.real(key, number);
    } else if (!table.attributeDouble(key, number)) {
      rest.attributes().real(key, number);
    }
  }

  @Override
  public void bytes(ByteSlice key, ByteSlice content) {
    value.bytes(key, content);
    whole(key);
  }

  @Override
  public void empty(ByteSlice key) {
    value.empty(key);
    whole(key);
  }

  @Override
  public void startArray(ByteSlice key) {
    keep(key);
    value.startArray(key);
  }

  @Override
  public void startMap(ByteSlice key) {
    keep(key);
    value.startMap(key);
  }

  /** The key is needed again when the value ends, and the caller's bytes are gone then. */
  private void keep(ByteSlice key) {
    if (!value.isOpen()) {
      openKey.set(key.copy(), 0, key.length());
    }
  }

  @Override
  public void end() {
    value.end();
    whole(openKey);
  }

  private void whole(ByteSlice key) {
    if (!value.isOpen() && !table.attribute(key, value.value())) {
      ValueReplay.replay(key, ValueBytes.read(value.value()), rest.attributes());
    }
  }
}
