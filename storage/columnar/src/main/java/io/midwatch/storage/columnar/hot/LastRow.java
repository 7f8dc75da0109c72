package io.midwatch.storage.columnar.hot;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.table.Coded;
import org.jspecify.annotations.Nullable;

/**
 * The row of a hot table that ended last, by codes. Only for the thread that appends; means nothing
 * before the first row and after a row was cancelled.
 */
public final class LastRow {
  /** No row has the key yet. */
  public static final int UNKNOWN_KEY = -1;

  private final HotTable table;

  LastRow(HotTable table) {
    this.table = table;
  }

  private int row() {
    return table.rowCount() - 1;
  }

  /** The code of a coded column of the schema, may be {@link Coded#OUTSIDE}. */
  public int code(int column) {
    return table.codedColumn(column).codeAt(row());
  }

  /** The value of a coded column of the schema, null when it is absent. */
  public @Nullable AttributeValue value(int column) {
    CodedColumn coded = table.codedColumn(column);
    return valueOf(coded.values(), coded.codeAt(row()));
  }

  /** Keys there are; {@link #keyNumber} answers the same until there are more. */
  public int keyCount() {
    return table.attributes().columnCount();
  }

  /** The number of an attribute key, for good; or {@link #UNKNOWN_KEY}. */
  public int keyNumber(String key) {
    return table.attributes().number(key);
  }

  /** The code of an attribute, may be {@link Coded#OUTSIDE}. */
  public int attributeCode(int keyNumber) {
    AttributeRows attributes = table.attributes();
    return attributes.codeInLastRow(attributes.column(keyNumber));
  }

  /** The value of an attribute, null when the row does not have it in a column. */
  public @Nullable AttributeValue attributeValue(int keyNumber) {
    return valueOf(table.attributes().column(keyNumber).values, attributeCode(keyNumber));
  }

  private @Nullable AttributeValue valueOf(ValueColumn values, int code) {
    return switch (code) {
      case Coded.ABSENT -> null;
      case Coded.OUTSIDE -> values.outsideValue(row());
      default -> values.value(code);
    };
  }
}
