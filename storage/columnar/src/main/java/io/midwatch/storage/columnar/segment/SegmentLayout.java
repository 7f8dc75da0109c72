package io.midwatch.storage.columnar.segment;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.file.DataCursor;
import io.midwatch.storage.columnar.file.DataSink;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What columns a segment has: rows, schema, and the number of each attribute key that occurs, which
 * its sections are named by ({@code a0.codes}).
 */
record SegmentLayout(int rows, TableSchema schema, Map<String, Integer> attributes) {
  static final String SECTION = "table";
  static final String IDS = "ids";

  /** Keys of attributes in the rest of some row; absent when there are none, or nobody knew. */
  static final String KEYS = "keys";

  SegmentLayout {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** What the sections of a column of the schema begin with. */
  static String column(int position) {
    return "c" + position;
  }

  /** What the sections of an attribute begin with. */
  static String attribute(int number) {
    return "a" + number;
  }

  static void writeKeys(Set<String> keys, DataSink into) {
    into.putVarint(keys.size());
    new TreeSet<>(keys).forEach(into::putText);
  }

  static Set<String> readKeys(DataCursor cursor) {
    Set<String> keys = new LinkedHashSet<>();
    for (int left = cursor.getCount(); left > 0; left--) {
      keys.add(cursor.getText());
    }
    return Collections.unmodifiableSet(keys);
  }

  void write(DataSink into) {
    into.putVarint(rows).putText(schema.signal().name()).putText(schema.time());
    into.putVarint(schema.columns().size());
    for (TableSchema.Column column : schema.columns()) {
      into.putText(column.name())
          .putText(column.kind().name())
          .putText(column.hint().name())
          .putText(column.of());
    }
    into.putVarint(attributes.size());
    attributes.forEach((key, number) -> into.putText(key).putVarint(number));
  }

  static SegmentLayout read(DataCursor cursor) {
    try {
      int rows = cursor.getCount();
      Signal signal = Signal.valueOf(cursor.getText());
      String time = cursor.getText();
      List<TableSchema.Column> columns = new ArrayList<>();
      for (int left = cursor.getCount(); left > 0; left--) {
        columns.add(
            new TableSchema.Column(
                cursor.getText(),
                TableSchema.Kind.valueOf(cursor.getText()),
                TableSchema.Hint.valueOf(cursor.getText()),
                cursor.getText()));
      }
      Map<String, Integer> attributes = new LinkedHashMap<>();
      for (int left = cursor.getCount(); left > 0; left--) {
        attributes.put(cursor.getText(), cursor.getCount());
      }
      return new SegmentLayout(rows, new TableSchema(signal, time, columns), attributes);
    } catch (IllegalArgumentException unknown) {
      throw new StoreException(cursor.origin() + ": " + unknown.getMessage(), unknown);
    }
  }
}
