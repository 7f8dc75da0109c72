package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.BytesValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;

/** Hands a value to a sink part by part. */
public final class ValueReplay {
  private ValueReplay() {}

  public static void replay(ByteSlice key, AttributeValue value, AttributeSink sink) {
    switch (value) {
      case StringValue(String text) -> sink.string(key, ByteSlice.ofUtf8(text));
      case BoolValue(boolean bool) -> sink.bool(key, bool);
      case LongValue(long number) -> sink.integer(key, number);
      case DoubleValue(double number) -> sink.real(key, number);
      case BytesValue(var bytes) ->
          sink.bytes(key, new ByteSlice().set(bytes.toArray(), 0, bytes.size()));
      case ArrayValue(var values) -> {
        sink.startArray(key);
        values.forEach(each -> replay(new ByteSlice(), each, sink));
        sink.end();
      }
      case MapValue(var entries) -> {
        sink.startMap(key);
        entries.forEach((name, each) -> replay(ByteSlice.ofUtf8(name), each, sink));
        sink.end();
      }
      case EmptyValue() -> sink.empty(key);
    }
  }
}
