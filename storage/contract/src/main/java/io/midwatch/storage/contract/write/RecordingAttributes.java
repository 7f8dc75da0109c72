package io.midwatch.storage.contract.write;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds {@link Attributes}, or one value, from what it receives. Reused; not thread-safe. */
final class RecordingAttributes implements AttributeSink {
  private final SharedValues shared;
  private final Map<String, AttributeValue> root = new LinkedHashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  RecordingAttributes(SharedValues shared) {
    this.shared = shared;
  }

  /** An array or map that has not been closed yet. */
  private sealed interface Open {
    String key();

    AttributeValue close();
  }

  private record OpenArray(String key, List<AttributeValue> values) implements Open {
    @Override
    public AttributeValue close() {
      return AttributeValue.of(values);
    }
  }

  private record OpenMap(String key, Map<String, AttributeValue> entries) implements Open {
    @Override
    public AttributeValue close() {
      return new AttributeValue.MapValue(Attributes.copyOf(entries));
    }
  }

  /** Forgets what came before. */
  RecordingAttributes begin() {
    root.clear();
    open.clear();
    return this;
  }

  Attributes attributes() {
    return Attributes.copyOf(root);
  }

  /** The one value received under an empty key; the empty value when none came. */
  AttributeValue value() {
    return root.getOrDefault("", AttributeValue.EMPTY);
  }

  @Override
  public void string(ByteSlice key, ByteSlice value) {
    put(shared.text(key), shared.string(value));
  }

  @Override
  public void bool(ByteSlice key, boolean value) {
    put(shared.text(key), AttributeValue.of(value));
  }

  @Override
  public void integer(ByteSlice key, long value) {
    put(shared.text(key), AttributeValue.of(value));
  }

  @Override
  public void real(ByteSlice key, double value) {
    put(shared.text(key), AttributeValue.of(value));
  }

  @Override
  public void bytes(ByteSlice key, ByteSlice value) {
    Bytes copy = Bytes.copyOf(value.array(), value.offset(), value.length());
    put(shared.text(key), new AttributeValue.BytesValue(copy));
  }

  @Override
  public void empty(ByteSlice key) {
    put(shared.text(key), AttributeValue.EMPTY);
  }

  @Override
  public void startArray(ByteSlice key) {
    open.push(new OpenArray(shared.text(key), new ArrayList<>()));
  }

  @Override
  public void startMap(ByteSlice key) {
    open.push(new OpenMap(shared.text(key), new LinkedHashMap<>()));
  }

  @Override
  public void end() {
    Open closed = open.pop();
    put(closed.key(), closed.close());
  }

  private void put(String key, AttributeValue value) {
    switch (open.peek()) {
      case null -> root.put(key, value);
      case OpenArray array -> array.values().add(value);
      case OpenMap map -> map.entries().put(key, value);
    }
  }
}
