package io.midwatch.storage.columnar.hot;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.ValueBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of a dictionary's codes, decoded when first asked for. Readers race for the array and
 * its places: values are immutable, so whoever loses has only decoded one again.
 */
final class DecodedValues {
  /** More values than this are decoded every time: they would outweigh the column. */
  private static final int MOST = 65_536 + Coded.FIRST;

  private final Dictionary dictionary;
  private @Nullable AttributeValue[] decoded = new @Nullable AttributeValue[0];

  DecodedValues(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  AttributeValue at(int code) {
    if (code >= MOST) {
      return ValueBytes.read(dictionary.bytes(code));
    }
    @Nullable AttributeValue[] values = decoded;
    if (code >= values.length) {
      values = Arrays.copyOf(values, Math.min(MOST, Math.max(code + 1, 2 * values.length)));
      decoded = values;
    }
    AttributeValue value = values[code];
    if (value == null) {
      value = ValueBytes.read(dictionary.bytes(code));
      values[code] = value;
    }
    return value;
  }
}
