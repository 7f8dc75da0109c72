package io.midwatch.storage.columnar.query;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part over records, its columns of one shape wherever the values allow it. */
class RecordPart<T> implements Part<T> {
  private final List<Row<T>> rows;
  private final RecordFields<T> fields;
  private final Shape shape;
  private final Table table;
  private final Numbers times;
  private final Map<Field, PartColumn> columns = new HashMap<>();

  /** How values can be had. */
  enum Shape {
    CODES,
    /** A dictionary with room for three values. */
    FULL_CODES,
    ROWS,
    TEXTS
  }

  /** Reads records as the in-memory store does. */
  interface RecordFields<T> {
    long time(T row);

    @Nullable AttributeValue read(T row, Field field);

    Set<String> names(T row);
  }

  RecordPart(List<Row<T>> rows, RecordFields<T> fields, Shape shape) {
    this.rows = rows;
    this.fields = fields;
    this.shape = shape;
    this.table = new RecordTable(rows.stream().map(Row::id).toList());
    this.times = new ListNumbers(rows.stream().mapToLong(row -> fields.time(row.item())).toArray());
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public Numbers times() {
    return times;
  }

  @Override
  public PartColumn column(Field field) {
    return columns.computeIfAbsent(field, this::newColumn);
  }

  private PartColumn newColumn(Field field) {
    List<@Nullable AttributeValue> values = new ArrayList<>();
    rows.forEach(row -> values.add(fields.read(row.item(), field)));
    if (values.stream().allMatch(Objects::isNull)) {
      return new PartColumn.Absent();
    }
    if (field.equals(Field.of(CanonicalField.DURATION))) {
      return new PartColumn.ByNumber(
          new ListNumbers(
              values.stream()
                  .mapToLong(value -> value instanceof LongValue(long number) ? number : 0)
                  .toArray()));
    }
    boolean texts =
        values.stream().allMatch(value -> value == null || value instanceof StringValue);
    return switch (shape) {
      case CODES -> new PartColumn.ByCode(new ListCodes(values, Integer.MAX_VALUE));
      case FULL_CODES -> new PartColumn.ByCode(new ListCodes(values, 3));
      case TEXTS ->
          texts
              ? new PartColumn.ByText(new ListTexts(values), values::get)
              : new PartColumn.ByRow(values::get);
      case ROWS -> new PartColumn.ByRow(values::get);
    };
  }

  @Override
  public Set<String> attributeNames() {
    Set<String> names = new java.util.TreeSet<>();
    rows.forEach(row -> names.addAll(fields.names(row.item())));
    return names;
  }

  @Override
  public T item(int row) {
    return rows.get(row).item();
  }
}
