package io.midwatch.storage.columnar.log;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.ValueReplay;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/**
 * Writes the body of the open row: its text into the body column, and into the rest what a text
 * does not say. Reused; not thread-safe.
 */
final class LogBody implements AttributeSink {
  private final HotTable table;
  private final int column;
  private final RestWriter rest;
  private final ValueBytes.Builder value = new ValueBytes.Builder();
  private final ByteSlice key = ByteSlice.ofUtf8(LogSchema.BODY);

  LogBody(HotTable table, int column, RestWriter rest) {
    this.table = table;
    this.column = column;
    this.rest = rest;
  }

  LogBody begin() {
    value.clear();
    return this;
  }

  @Override
  public void string(ByteSlice name, ByteSlice text) {
    if (value.isOpen()) {
      value.string(name, text);
    } else if (text.isEmpty()) {
      rest.entry().string(key, text);
    } else {
      table.blob(column, text);
    }
  }

  @Override
  public void bool(ByteSlice name, boolean bool) {
    value.bool(name, bool);
    whole();
  }

  @Override
  public void integer(ByteSlice name, long number) {
    value.integer(name, number);
    whole();
  }

  @Override
  public void real(ByteSlice name, double number) {
    value.real(name, number);
    whole();
  }

  @Override
  public void bytes(ByteSlice name, ByteSlice content) {
    value.bytes(name, content);
    whole();
  }

  @Override
  public void empty(ByteSlice name) {
    if (value.isOpen()) {
      value.empty(name);
    }
  }

  @Override
  public void startArray(ByteSlice name) {
    value.startArray(name);
  }

  @Override
  public void startMap(ByteSlice name) {
    value.startMap(name);
  }

  @Override
  public void end() {
    value.end();
    whole();
  }

  private void whole() {
    if (!value.isOpen()) {
      AttributeValue body = ValueBytes.read(value.value());
      ValueReplay.replay(key, body, rest.entry());
      String text = body.text();
      if (!text.isEmpty()) {
        table.blob(column, ByteSlice.ofUtf8(text));
      }
    }
  }
}
