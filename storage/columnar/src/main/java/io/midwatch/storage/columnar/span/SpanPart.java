package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.FieldInputs;
import io.midwatch.model.semconv.FieldInputs.Source;
import io.midwatch.storage.columnar.query.PartColumn;
import io.midwatch.storage.columnar.query.PartColumn.ByCode;
import io.midwatch.storage.columnar.query.PartColumn.ByNumber;
import io.midwatch.storage.columnar.query.PartColumn.ByRow;
import io.midwatch.storage.columnar.query.RareAttributes;
import io.midwatch.storage.columnar.query.TracePart;
import io.midwatch.storage.columnar.row.AtLeastZero;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.row.Contexts;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.row.Traces;
import io.midwatch.storage.columnar.row.VirtualColumns;
import io.midwatch.storage.columnar.row.VirtualColumns.Input;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.query.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one table. Canonical fields are columns made when first asked for and kept with the
 * part; they answer as {@link CanonicalReader} does of the whole span. Thread-safe.
 */
public final class SpanPart implements TracePart {
  private final Table table;
  private final CanonicalReader reader;
  private final @Nullable VirtualColumns earlier;
  private final @Nullable ColumnRoom room;

  // Null until somebody asks: a store opens all its segments when it starts, and a question for one
  // trace needs no more than the ids of most of them.
  private volatile @Nullable Traces traces;
  private volatile @Nullable Columns columns;

  /** What reads the table; making it looks at the directory of nearly every column. */
  private record Columns(RowAttributes attributes, SpanRows rows, VirtualColumns virtual) {
    static Columns of(
        Table table, Traces traces, @Nullable VirtualColumns earlier, @Nullable ColumnRoom room) {
      Contexts contexts = new Contexts(table);
      RowAttributes attributes =
          earlier == null ? new RowAttributes(table) : earlier.attributes().later(table);
      SpanRows rows = new SpanRows(table, contexts, attributes, traces);
      VirtualColumns virtual = new VirtualColumns(table, contexts, attributes, earlier, room);
      return new Columns(attributes, rows, virtual);
    }
  }

  /**
   * @param table with {@link SpanSchema#SCHEMA}
   */
  public SpanPart(Table table, CanonicalReader reader) {
    this(table, reader, null, null);
  }

  /**
   * @param table with {@link SpanSchema#SCHEMA}, sealed
   * @param room of the columns that are computed
   */
  public SpanPart(Table table, CanonicalReader reader, ColumnRoom room) {
    this(table, reader, null, room);
  }

  private SpanPart(
      Table table,
      CanonicalReader reader,
      @Nullable VirtualColumns earlier,
      @Nullable ColumnRoom room) {
    this.table = table;
    this.reader = reader;
    this.earlier = earlier;
    this.room = room;
  }

  /**
   * The same hot table when it has more rows: columns go on where those of this part end, so that a
   * question after every batch does not read all rows anew.
   */
  public SpanPart later(Table longer) {
    return new SpanPart(longer, reader, columns().virtual, null);
  }

  private Traces ids() {
    Traces known = traces;
    if (known == null) {
      known = new Traces(table, SpanSchema.TRACE);
      traces = known;
    }
    return known;
  }

  private Columns columns() {
    Columns known = columns;
    return known != null ? known : open();
  }

  /** All askers get the same: what one has worked out of a column serves the others. */
  private synchronized Columns open() {
    Columns known = columns;
    if (known == null) {
      known = Columns.of(table, ids(), earlier, room);
      columns = known;
    }
    return known;
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public Numbers times() {
    return table.numbers(SpanSchema.START);
  }

  @Override
  public Set<String> attributeNames() {
    return columns().virtual.attributeNames();
  }

  @Override
  public RareAttributes rare() {
    return columns().attributes;
  }

  @Override
  public Span item(int row) {
    return columns().rows.at(row);
  }

  /** The trace ids as hex texts. */
  public Coded traces() {
    return ids().texts();
  }

  @Override
  public int[] rowsOf(TraceId traceId) {
    return ids().rowsOf(traceId);
  }

  @Override
  public TraceId traceId(int row) {
    return columns().rows.traceId(row);
  }

  @Override
  public TraceId traceIdOf(int code) {
    return ids().traceIdOf(code);
  }

  @Override
  public boolean mayHold(TraceId traceId) {
    return ids().mayHold(traceId);
  }

  @Override
  public PartColumn column(Field field) {
    return columns().virtual.column(field, this::make);
  }

  private PartColumn make(Field field) {
    return switch (field) {
      case Field.Canonical(CanonicalField canonical) -> canonical(canonical);
      case Field.Attribute attribute -> columns().virtual.attribute(attribute);
      case Field.Dimension(String name) ->
          throw new IllegalArgumentException(name + " is a dimension of a rollup, not of a span");
    };
  }

  private PartColumn canonical(CanonicalField field) {
    return switch (field) {
      case TRACE_ID -> new ByCode(ids().texts());
      case SPAN_ID -> new ByRow(ids(SpanSchema.SPAN));
      case PARENT_SPAN_ID -> new ByRow(ids(SpanSchema.PARENT));
      case NAME -> new ByCode(table.coded(SpanSchema.NAME));
      case STATUS_MESSAGE -> new ByCode(table.coded(SpanSchema.MESSAGE));
      case DURATION -> new ByNumber(new AtLeastZero(table.numbers(SpanSchema.DURATION)));
      default -> computed(field);
    };
  }

  private PartColumn.Values ids(String column) {
    Numbers ids = table.numbers(column);
    return row -> hex(SpanRows.spanId(ids.at(row)));
  }

  private static @Nullable AttributeValue hex(@Nullable SpanId id) {
    return id == null ? null : AttributeValue.of(id.hex());
  }

  private PartColumn computed(CanonicalField field) {
    FieldInputs inputs = reader.spanInputs(field);
    return columns()
        .virtual
        .canonical(
            Field.of(field),
            inputs.keys(),
            SpanSketch::attribute,
            others(inputs.sources()),
            SpanSketch::new,
            sketch -> reader.read(sketch.span(), field));
  }

  private List<Input<SpanSketch>> others(Set<Source> sources) {
    return SpanInput.of(sources).stream()
        .map(input -> new Input<>(input.column(), table.coded(input.column()), input.into()))
        .toList();
  }
}
