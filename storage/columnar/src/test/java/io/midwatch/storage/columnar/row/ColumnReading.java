package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.storage.columnar.query.PartColumn;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a column every way it can be read, and checks that the ways agree. */
public final class ColumnReading {
  private final Table table;

  public ColumnReading(Table table) {
    this.table = table;
  }

  /** The value of every row, null where it has none. */
  public @Nullable AttributeValue[] all(PartColumn column) {
    @Nullable AttributeValue[] values = new AttributeValue[table.rows()];
    switch (column) {
      case PartColumn.Absent() -> {}
      case PartColumn.ByCode(Coded codes) -> codes(codes, values);
      case PartColumn.ByNumber(Numbers numbers) -> numbers(numbers, values);
      case PartColumn.ByText(var texts, var reader) -> {
        for (int row = 0; row < values.length; row++) {
          values[row] = reader.at(row);
          String text = texts.at(row).text();
          AttributeValue plain = text.isEmpty() ? null : AttributeValue.of(text);
          check(Objects.equals(values[row], plain), "another text", row);
          check(plain == null || texts.any(row / Table.BLOCK_ROWS), "a text unannounced", row);
        }
      }
      case PartColumn.ByRow(var reader) -> {
        for (int row = 0; row < values.length; row++) {
          values[row] = reader.at(row);
        }
      }
    }
    return values;
  }

  private void codes(Coded codes, @Nullable AttributeValue[] values) {
    int[] block = new int[Table.BLOCK_ROWS];
    for (int row = 0; row < values.length; row++) {
      int b = row / Table.BLOCK_ROWS;
      if (row % Table.BLOCK_ROWS == 0) {
        codes.read(b, block);
      }
      int code = block[row % Table.BLOCK_ROWS];
      check(codes.codeAt(row) == code, "two codes", row);
      AttributeValue value = codes.valueAt(row);
      if (code == Coded.ABSENT) {
        check(value == null, "an absent value", row);
      } else if (code == Coded.OUTSIDE) {
        check(codes.mayBeOutside(), "a value outside", row);
      } else {
        check(code < codes.codeCount(), "a code beyond the last", row);
        check(codes.value(code).equals(value), "two values", row);
        check(codes.find(codes.value(code)) == code, "a value with two codes", row);
      }
      check(value == null || codes.any(b), "a value in an empty block", row);
      check(!(value instanceof ArrayValue) || codes.mayHoldArrays(), "an array", row);
      values[row] = value;
    }
  }

  /** Plain, for it runs millions of times. */
  private static void check(boolean holds, String found, int row) {
    if (!holds) {
      throw new AssertionError("row " + row + " has " + found);
    }
  }

  private void numbers(Numbers numbers, @Nullable AttributeValue[] values) {
    long[] block = new long[Table.BLOCK_ROWS];
    for (int row = 0; row < values.length; row++) {
      int b = row / Table.BLOCK_ROWS;
      if (row % Table.BLOCK_ROWS == 0) {
        numbers.read(b, block);
      }
      long number = block[row % Table.BLOCK_ROWS];
      check(number == numbers.at(row), "two numbers", row);
      check(number >= numbers.min(b) && number <= numbers.max(b), "a number out of bounds", row);
      values[row] = AttributeValue.of(number);
    }
  }
}
