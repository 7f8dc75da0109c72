package io.midwatch.storage.columnar.segment;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.SectionFile;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A dictionary column as {@link CodedEncoder} wrote it. Values are decoded when asked for. */
final class SegmentCoded implements Coded {
  /** Decoded values of a dictionary that is not larger stay in memory. */
  private static final int MAX_KEPT_VALUES = 4096;

  private final int valueCount;
  private final boolean holdsArrays;
  private final ChunkedBytes values;
  private final AtomicReferenceArray<@Nullable AttributeValue> kept;
  private final int[] outsideRows;
  private final ChunkedBytes outside;
  private final SegmentCodes codes;
  private final @Nullable CodeIndex index;

  SegmentCoded(SectionFile file, String column, int rows, ChunkCache cache) {
    DataCursor directory = file.cursor(column + ".blocks");
    valueCount = directory.getCount();
    int flags = directory.getByte();
    holdsArrays = (flags & CodedEncoder.HOLDS_ARRAYS) != 0;
    values = new ChunkedBytes(directory, file.bytes(column + ".values"), cache);
    kept = new AtomicReferenceArray<>(valueCount <= MAX_KEPT_VALUES ? valueCount : 0);
    outsideRows = new int[directory.getCount()];
    for (int i = 0, row = 0; i < outsideRows.length; i++) {
      row += directory.getCount();
      outsideRows[i] = row;
    }
    outside =
        outsideRows.length == 0
            ? values
            : new ChunkedBytes(directory, file.bytes(column + ".outside"), cache);
    codes = new SegmentCodes(directory, file.bytes(column + ".codes"), rows);
    index =
        (flags & CodedEncoder.INDEXED) == 0 ? null : new CodeIndex(file, column, valueCount, rows);
  }

  @Override
  public void read(int block, int[] into) {
    codes.read(block, into);
  }

  @Override
  public int codeAt(int row) {
    return codes.at(row);
  }

  @Override
  public int codeCount() {
    return valueCount + FIRST;
  }

  @Override
  public AttributeValue value(int code) {
    int position = code - FIRST;
    if (position < 0 || position >= valueCount) {
      throw new IllegalArgumentException("no code " + code);
    }
    if (position >= kept.length()) {
      return ValueBytes.read(values.at(position));
    }
    AttributeValue value = kept.get(position);
    if (value == null) {
      value = ValueBytes.read(values.at(position));
      kept.set(position, value);
    }
    return value;
  }

  @Override
  public int find(AttributeValue value) {
    byte[] bytes = ValueBytes.of(value);
    if (index != null && !index.mayHold(Hashes.of(bytes))) {
      return ABSENT;
    }
    int low = 0;
    int high = valueCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int position = index == null ? middle : index.sorted(middle);
      int order = compare(values.at(position), bytes);
      if (order == 0) {
        return position + FIRST;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return value instanceof MapValue || value instanceof ArrayValue ? findEqual(value) : ABSENT;
  }

  /**
   * Equal maps may have been sent in another order: arrays and maps are the last in a dictionary.
   */
  private int findEqual(AttributeValue value) {
    for (int position = valueCount - 1; position >= 0 && index == null; position--) {
      ByteSlice bytes = values.at(position);
      if (bytes.array()[bytes.offset()] < ValueBytes.ARRAY) {
        return ABSENT;
      }
      if (value(position + FIRST).equals(value)) {
        return position + FIRST;
      }
    }
    return ABSENT;
  }

  private static int compare(ByteSlice one, byte[] other) {
    return Arrays.compareUnsigned(
        one.array(), one.offset(), one.offset() + one.length(), other, 0, other.length);
  }

  @Override
  public @Nullable AttributeValue valueAt(int row) {
    int code = codes.at(row);
    return switch (code) {
      case ABSENT -> null;
      case OUTSIDE -> ValueBytes.read(outside.at(Arrays.binarySearch(outsideRows, row)));
      default -> value(code);
    };
  }

  @Override
  public boolean any(int block) {
    return codes.any(block);
  }

  @Override
  public int present(int block, int rows) {
    return codes.present(block);
  }

  @Override
  public boolean mayBeOutside() {
    return outsideRows.length > 0;
  }

  @Override
  public boolean mayHoldArrays() {
    return holdsArrays;
  }

  /** False only when no row has the value, inside the dictionary or outside. */
  boolean mayHold(AttributeValue value) {
    return index == null
        ? mayBeOutside() || find(value) != ABSENT
        : index.mayHold(Hashes.of(ValueBytes.of(value)));
  }

  /**
   * @throws IllegalArgumentException when the column is not indexed
   */
  int[] rowsWith(int code, int rows) {
    if (index == null) {
      throw new IllegalArgumentException("the column is not indexed");
    }
    return code >= codeCount() || code < ABSENT ? new int[0] : index.rowsWith(codes, code, rows);
  }
}
