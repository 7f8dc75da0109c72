package io.midwatch.storage.columnar.row;

import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.ByteSlice;

/** Writes fixed fields into coded columns of the open row; zeros and empty texts stay absent. */
public final class CodedWriter {
  private final ByteSlice noKey = new ByteSlice();
  private final byte[] idBytes = new byte[TraceIds.BYTES];
  private final ValueBytes.Builder value = new ValueBytes.Builder();
  private final HotTable table;

  public CodedWriter(HotTable table) {
    this.table = table;
  }

  public void text(int column, ByteSlice text) {
    if (!text.isEmpty()) {
      table.codedString(column, text);
    }
  }

  public void number(int column, long number) {
    if (number != 0) {
      table.codedLong(column, number);
    }
  }

  /** An array of these numbers, unless all are zero. */
  public void numbers(int column, long first, long second, long third) {
    if ((first | second | third) != 0) {
      value.startArray(noKey);
      value.integer(noKey, first);
      value.integer(noKey, second);
      value.integer(noKey, third);
      value.end();
      table.coded(column, value.value());
    }
  }

  /** The 16 bytes of a trace id, unless all are zero. */
  public void traceId(int column, long high, long low) {
    if ((high | low) != 0) {
      TraceIds.put(high, low, idBytes);
      table.codedBytes(column, idBytes);
    }
  }

  public void yes(int column) {
    value.bool(noKey, true);
    table.coded(column, value.value());
  }
}
