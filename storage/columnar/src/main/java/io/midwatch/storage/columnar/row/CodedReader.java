package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.storage.columnar.table.Coded;

/** Reads fixed fields as {@link CodedWriter} wrote them: what is absent is empty or zero. */
public record CodedReader(Coded column) {
  public String text(int row) {
    return column.valueAt(row) instanceof StringValue(String text) ? text : "";
  }

  public int number(int row) {
    return column.valueAt(row) instanceof LongValue(long number) ? (int) number : 0;
  }
}
