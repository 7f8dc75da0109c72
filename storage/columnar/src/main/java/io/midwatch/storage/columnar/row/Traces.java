package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.query.TraceRows;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Table;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The traces of a table's rows: finds rows by id, and shows ids as hex texts. Thread-safe. */
public final class Traces implements TraceRows {
  private final Table table;
  private final String column;
  private final Coded ids;
  private final Coded texts = new Texts();

  /**
   * @param column an indexed column of {@code BytesValue}s of 16 bytes
   */
  public Traces(Table table, String column) {
    this.table = table;
    this.column = column;
    this.ids = table.coded(column);
  }

  /** The ids as 32 hex digits. */
  public Coded texts() {
    return texts;
  }

  @Override
  public int[] rowsOf(TraceId traceId) {
    AttributeValue value = TraceIds.value(traceId);
    int code = ids.find(value);
    if (code != Coded.ABSENT) {
      return table.rowsWith(column, code);
    }
    return ids.mayBeOutside() ? rowsOutside(value) : new int[0];
  }

  /** Rows whose id found no place in the dictionary. */
  private int[] rowsOutside(AttributeValue id) {
    IntStream.Builder rows = IntStream.builder();
    Rows.forEach(
        table,
        ids,
        code -> code == Coded.OUTSIDE,
        row -> {
          if (id.equals(ids.valueAt(row))) {
            rows.add(row);
          }
        });
    return rows.build().toArray();
  }

  @Override
  public @Nullable TraceId traceId(int row) {
    AttributeValue value = ids.valueAt(row);
    return value == null ? null : TraceIds.of(value);
  }

  @Override
  public TraceId traceIdOf(int code) {
    return TraceIds.of(ids.value(code));
  }

  @Override
  public boolean mayHold(TraceId traceId) {
    return ids.mayBeOutside() || ids.find(TraceIds.value(traceId)) != Coded.ABSENT;
  }

  private static AttributeValue hex(AttributeValue id) {
    return AttributeValue.of(TraceIds.of(id).hex());
  }

  /** The same codes, other values. */
  private final class Texts implements Coded {
    @Override
    public void read(int block, int[] into) {
      ids.read(block, into);
    }

    @Override
    public int codeAt(int row) {
      return ids.codeAt(row);
    }

    @Override
    public int codeCount() {
      return ids.codeCount();
    }

    @Override
    public AttributeValue value(int code) {
      return hex(ids.value(code));
    }

    @Override
    public int find(AttributeValue value) {
      if (!(value instanceof StringValue(String text))) {
        return ABSENT;
      }
      TraceId id = TraceId.parse(text);
      return id == null || !id.hex().equals(text) ? ABSENT : ids.find(TraceIds.value(id));
    }

    @Override
    public @Nullable AttributeValue valueAt(int row) {
      AttributeValue value = ids.valueAt(row);
      return value == null ? null : hex(value);
    }

    @Override
    public boolean any(int block) {
      return ids.any(block);
    }

    @Override
    public boolean mayBeOutside() {
      return ids.mayBeOutside();
    }

    @Override
    public boolean mayHoldArrays() {
      return false;
    }
  }
}
