package io.midwatch.storage.columnar.rollup;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.BoolValue;
import io.midwatch.model.AttributeValue.DoubleValue;
import io.midwatch.model.AttributeValue.EmptyValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.answer.rollup.KeyOrder;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a run as bytes, every value of a dimension once; a row names its key by its place in
 * this list, which is sorted so that the rows of one service lie together.
 *
 * <pre>
 * values of service: checkout, mail   of endpoint: GET /cart, POST /pay
 * keys: 0 0 | 0 1 | 1 1 | overflow
 * </pre>
 */
final class KeyCodec {
  /** By dimension, the overflow key last. */
  static final Comparator<RollupKey> ORDER = KeyCodec::compare;

  private static final int EMPTY = 0;
  private static final int TEXT = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int FALSE = 4;
  private static final int TRUE = 5;

  private KeyCodec() {}

  private static int compare(RollupKey left, RollupKey right) {
    int order = Boolean.compare(left.overflow(), right.overflow());
    if (order == 0) {
      order = KeyOrder.KEYS.compare(left.values(), right.values());
    }
    return order == 0 ? byKind(left, right) : order;
  }

  /** A whole number and the fraction of its value are one in answers, but two keys. */
  private static int byKind(RollupKey left, RollupKey right) {
    return left.equals(right) ? 0 : left.values().toString().compareTo(right.values().toString());
  }

  static byte[] write(List<RollupKey> keys, int dimensions) {
    DataSink sink = DataSink.inMemory();
    sink.putVarint(keys.size());
    for (int dimension = 0; dimension < dimensions; dimension++) {
      Map<AttributeValue, Integer> codes = new LinkedHashMap<>();
      int[] ofKeys = new int[keys.size()];
      AttributeValue last = null; // the value of the key before, mostly the same
      for (int key = 0; key < ofKeys.length; key++) {
        AttributeValue value = keys.get(key).values().get(dimension);
        if (value.equals(last)) {
          ofKeys[key] = ofKeys[key - 1];
          continue;
        }
        last = value;
        Integer known = codes.putIfAbsent(value, codes.size());
        ofKeys[key] = known == null ? codes.size() - 1 : known;
      }
      sink.putVarint(codes.size());
      codes.keySet().forEach(value -> write(value, sink));
      for (int code : ofKeys) {
        sink.putVarint(code);
      }
    }
    for (RollupKey key : keys) {
      sink.putByte(key.overflow() ? 1 : 0);
    }
    return sink.toByteArray();
  }

  private static void write(AttributeValue value, DataSink sink) {
    switch (value) {
      case EmptyValue _ -> sink.putByte(EMPTY);
      case StringValue(String text) -> sink.putByte(TEXT).putText(text);
      case LongValue(long whole) -> sink.putByte(LONG).putSigned(whole);
      case DoubleValue(double number) ->
          sink.putByte(DOUBLE).putLong(Double.doubleToRawLongBits(number));
      case BoolValue(boolean truth) -> sink.putByte(truth ? TRUE : FALSE);
      default -> throw new IllegalArgumentException("no value of a dimension: " + value);
    }
  }

  static List<RollupKey> read(DataCursor cursor, int dimensions) {
    int count = cursor.getCount();
    AttributeValue[][] values = new AttributeValue[count][dimensions];
    for (int dimension = 0; dimension < dimensions; dimension++) {
      AttributeValue[] dictionary = new AttributeValue[cursor.getCount()];
      for (int i = 0; i < dictionary.length; i++) {
        dictionary[i] = value(cursor);
      }
      for (int key = 0; key < count; key++) {
        values[key][dimension] = dictionary[cursor.getCount()];
      }
    }
    List<RollupKey> keys = new ArrayList<>(count);
    for (int key = 0; key < count; key++) {
      keys.add(new RollupKey(List.of(values[key]), cursor.getByte() == 1));
    }
    return keys;
  }

  private static AttributeValue value(DataCursor cursor) {
    int type = cursor.getByte();
    return switch (type) {
      case EMPTY -> AttributeValue.EMPTY;
      case TEXT -> AttributeValue.of(cursor.getText());
      case LONG -> AttributeValue.of(cursor.getSigned());
      case DOUBLE -> AttributeValue.of(Double.longBitsToDouble(cursor.getLong()));
      case FALSE -> AttributeValue.of(false);
      case TRUE -> AttributeValue.of(true);
      default -> throw new StoreException("rollup key: value of type " + type);
    };
  }
}
