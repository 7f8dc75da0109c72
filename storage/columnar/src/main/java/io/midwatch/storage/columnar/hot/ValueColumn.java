package io.midwatch.storage.columnar.hot;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.concurrent.atomic.AtomicLong;

/** The values of one column: a dictionary, and by row what that did not take. */
final class ValueColumn {
  /** Longer values stay out of the dictionary. */
  static final int MOST_BYTES = 4096;

  /** As {@link #MOST_BYTES}, for values the writer says it repeats. */
  private static final int MOST_REPEATED_BYTES = 1 << 16;

  private final Dictionary dictionary;
  private final Arena arena;
  private final Outside outside;
  private final DecodedValues decoded;
  private final BlockBits filled = new BlockBits();

  ValueColumn(ByteHash hash, Arena arena, AtomicLong memory, Dictionary.Limits limits) {
    this.arena = arena;
    dictionary = new Dictionary(hash, arena, memory, limits);
    outside = new Outside(memory);
    decoded = new DecodedValues(dictionary);
  }

  /** The code for a row with this value, kept beside the dictionary if it must. */
  int put(int row, byte tag, byte[] array, int offset, int length) {
    int code = length > MOST_BYTES ? Coded.OUTSIDE : dictionary.intern(tag, array, offset, length);
    if (code == Coded.OUTSIDE) {
      outside.set(row, arena.put(tag, array, offset, length));
    }
    return code;
  }

  int putNumber(int row, byte tag, long bits) {
    int code = dictionary.internNumber(tag, bits);
    if (code == Coded.OUTSIDE) {
      outside.set(row, arena.putNumber(tag, bits));
    }
    return code;
  }

  /** The code of value bytes in the dictionary or {@link Coded#OUTSIDE}. */
  int intern(ByteSlice valueBytes) {
    if (valueBytes.length() > MOST_REPEATED_BYTES) {
      return Coded.OUTSIDE;
    }
    byte[] array = valueBytes.array();
    int offset = valueBytes.offset();
    return dictionary.intern(array[offset], array, offset + 1, valueBytes.length() - 1);
  }

  void putOutside(int row, long name) {
    outside.set(row, name);
  }

  void fill(int block) {
    filled.set(block);
  }

  boolean any(int block) {
    return filled.at(block);
  }

  int codeCount() {
    return dictionary.codeCount();
  }

  AttributeValue value(int code) {
    return decoded.at(code);
  }

  /** Maps may have come with keys twice, so theirs are made anew. */
  byte[] bytes(int code) {
    ByteSlice bytes = dictionary.bytes(code);
    return switch (bytes.array()[bytes.offset()]) {
      case ValueBytes.ARRAY, ValueBytes.MAP -> ValueBytes.of(value(code));
      default -> bytes.copy();
    };
  }

  AttributeValue outsideValue(int row) {
    return ValueBytes.read(arena.slice(outside.at(row)));
  }

  /** Whether some row's value is beside the dictionary. */
  boolean mayBeOutside() {
    return !outside.isEmpty();
  }

  /** The code of the value if it is below {@code codeCount}, else {@link Coded#ABSENT}. */
  int find(AttributeValue value, int codeCount) {
    byte[] bytes = ValueBytes.of(value);
    int code = dictionary.find(bytes[0], bytes, 1, bytes.length - 1, codeCount);
    return code == Coded.ABSENT && hasOtherBytes(value) ? compareAll(value, codeCount) : code;
  }

  /** Whether an equal value can have other bytes: maps in another order, payloads of NaN. */
  private static boolean hasOtherBytes(AttributeValue value) {
    return switch (value) {
      case AttributeValue.MapValue(var entries) -> !entries.isEmpty();
      case AttributeValue.ArrayValue(var values) -> !values.isEmpty();
      case AttributeValue.DoubleValue(double number) -> Double.isNaN(number);
      default -> false;
    };
  }

  private int compareAll(AttributeValue value, int codeCount) {
    for (int code = Coded.FIRST; code < codeCount; code++) {
      if (value(code).equals(value)) {
        return code;
      }
    }
    return Coded.ABSENT;
  }
}
