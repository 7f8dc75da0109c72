package io.midwatch.storage.columnar.row;

import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/** Hands attributes to two sinks. */
public record TeeAttributes(AttributeSink first, AttributeSink second) implements AttributeSink {
  @Override
  public void string(ByteSlice key, ByteSlice value) {
    first.string(key, value);
    second.string(key, value);
  }

  @Override
  public void bool(ByteSlice key, boolean value) {
    first.bool(key, value);
    second.bool(key, value);
  }

  @Override
  public void integer(ByteSlice key, long value) {
    first.integer(key, value);
    second.integer(key, value);
  }

  @Override
  public void real(ByteSlice key, double value) {
    first.real(key, value);
    second.real(key, value);
  }

  @Override
  public void bytes(ByteSlice key, ByteSlice value) {
    first.bytes(key, value);
    second.bytes(key, value);
  }

  @Override
  public void empty(ByteSlice key) {
    first.empty(key);
    second.empty(key);
  }

  @Override
  public void startArray(ByteSlice key) {
    first.startArray(key);
    second.startArray(key);
  }

  @Override
  public void startMap(ByteSlice key) {
    first.startMap(key);
    second.startMap(key);
  }

  @Override
  public void end() {
    first.end();
    second.end();
  }
}
