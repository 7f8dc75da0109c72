package io.midwatch.bench.kernel;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;
import java.util.List;

/** Counts what it is given and keeps nothing. Not thread-safe. */
final class NullSpanSink implements SpanSink, AttributeSink {
  private long seen;

  /** A figure that depends on every value, so that no reading can be left out. */
  long seen() {
    return seen;
  }

  @Override
  public AttributeSink resource(
      ByteSlice schemaUrl, int droppedAttributesCount, List<EntityRef> entityRefs) {
    return this;
  }

  @Override
  public AttributeSink scope(
      ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int droppedAttributesCount) {
    return this;
  }

  @Override
  public AttributeSink span(SpanHeader header) {
    seen += header.spanId ^ header.startTimeUnixNano ^ header.name.length();
    return this;
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int droppedAttributesCount) {
    seen += timeUnixNano;
    return this;
  }

  @Override
  public AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int droppedAttributesCount) {
    seen += spanId;
    return this;
  }

  @Override
  public void endSpan() {
    seen++;
  }

  @Override
  public void string(ByteSlice key, ByteSlice value) {
    seen += key.length() + value.length();
  }

  @Override
  public void bool(ByteSlice key, boolean value) {
    seen += key.length();
  }

  @Override
  public void integer(ByteSlice key, long value) {
    seen += key.length() + value;
  }

  @Override
  public void real(ByteSlice key, double value) {
    seen += key.length() + (long) value;
  }

  @Override
  public void bytes(ByteSlice key, ByteSlice value) {
    seen += key.length() + value.length();
  }

  @Override
  public void empty(ByteSlice key) {
    seen += key.length();
  }

  @Override
  public void startArray(ByteSlice key) {
    seen += key.length();
  }

  @Override
  public void startMap(ByteSlice key) {
    seen += key.length();
  }

  @Override
  public void end() {
    seen++;
  }
}
