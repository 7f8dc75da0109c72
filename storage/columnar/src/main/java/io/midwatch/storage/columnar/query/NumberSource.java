package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.answer.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a field's values as doubles from one part. Not thread-safe. */
interface NumberSource {
  /**
   * Writes the rows' numbers in the order of positions, NaN for no number. Returns whether some row
   * has an array, NaN as well, whose elements may be numbers.
   */
  boolean read(int block, int[] positions, int count, double[] numbers);

  /** The value of a row of the part. */
  @Nullable AttributeValue valueAt(int row);

  static NumberSource of(BlockColumn column) {
    return switch (column) {
      case BlockColumn.Longs longs -> new OfLongs(longs);
      case BlockColumn.Codes codes -> new OfCodes(codes);
      case BlockColumn.Absent _, BlockColumn.Texts _, BlockColumn.Each _ -> new OfValues(column);
    };
  }

  private static double number(@Nullable AttributeValue value) {
    return value == null ? Double.NaN : Values.number(value);
  }

  /** A long in every row. */
  record OfLongs(BlockColumn.Longs column) implements NumberSource {
    @Override
    public boolean read(int block, int[] positions, int count, double[] numbers) {
      long[] longs = column.read(block, positions, count);
      for (int i = 0; i < count; i++) {
        numbers[i] = longs[positions[i]];
      }
      return false;
    }

    @Override
    public AttributeValue valueAt(int row) {
      return column.valueAt(row);
    }
  }

  /** Numbers once per code. */
  final class OfCodes implements NumberSource {
    private static final byte KNOWN = 1;
    private static final byte ARRAY = 2;

    private final BlockColumn.Codes column;
    private final double[] numberOfCode;
    private final byte[] kind;

    OfCodes(BlockColumn.Codes column) {
      this.column = column;
      this.numberOfCode = new double[Math.max(Coded.FIRST, column.coded().codeCount())];
      this.kind = new byte[numberOfCode.length];
      Arrays.fill(numberOfCode, Double.NaN);
      kind[Coded.ABSENT] = KNOWN;
    }

    @Override
    public boolean read(int block, int[] positions, int count, double[] numbers) {
      int[] codes = column.read(block, positions, count);
      int base = block * Table.BLOCK_ROWS;
      boolean arrays = false;
      for (int i = 0; i < count; i++) {
        int code = codes[positions[i]];
        if (code == Coded.OUTSIDE) {
          AttributeValue value = column.valueAt(base + positions[i]);
          numbers[i] = number(value);
          arrays |= value instanceof ArrayValue;
          continue;
        }
        if (kind[code] == 0) {
          AttributeValue value = column.coded().value(code);
          kind[code] = value instanceof ArrayValue ? ARRAY : KNOWN;
          numberOfCode[code] = number(value);
        }
        numbers[i] = numberOfCode[code];
        arrays |= kind[code] == ARRAY;
      }
      return arrays;
    }

    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return column.valueAt(row);
    }
  }

  /** Row by row. */
  record OfValues(BlockColumn column) implements NumberSource {
    @Override
    public boolean read(int block, int[] positions, int count, double[] numbers) {
      int base = block * Table.BLOCK_ROWS;
      boolean arrays = false;
      for (int i = 0; i < count; i++) {
        AttributeValue value = column.valueAt(base + positions[i]);
        numbers[i] = number(value);
        arrays |= value instanceof ArrayValue;
      }
      return arrays;
    }

    @Override
    public @Nullable AttributeValue valueAt(int row) {
      return column.valueAt(row);
    }
  }
}
