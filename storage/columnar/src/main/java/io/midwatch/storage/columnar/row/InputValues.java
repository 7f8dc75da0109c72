package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.columnar.row.VirtualColumn.Input;
import io.midwatch.storage.columnar.table.Coded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of the codes of several columns, each read once. Not thread-safe. */
final class InputValues {
  private final List<Input> columns;
  private final List<Map<Integer, AttributeValue>> known;

  InputValues(List<Input> columns) {
    this.columns = columns;
    this.known = columns.stream().<Map<Integer, AttributeValue>>map(_ -> new HashMap<>()).toList();
  }

  /** The values of one code each, null for absent. */
  @Nullable AttributeValue[] of(int[] codes) {
    @Nullable AttributeValue[] values = new AttributeValue[codes.length];
    for (int i = 0; i < codes.length; i++) {
      Coded column = columns.get(i).codes();
      values[i] =
          codes[i] == Coded.ABSENT ? null : known.get(i).computeIfAbsent(codes[i], column::value);
    }
    return values;
  }
}
