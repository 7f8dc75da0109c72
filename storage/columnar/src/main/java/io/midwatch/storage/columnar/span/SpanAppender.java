package io.midwatch.storage.columnar.span;

import io.midwatch.model.EntityRef;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.RowStored;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends decoded spans to one hot table. A span with the ids and the content of an earlier one, of
 * the same table or stored before, is dropped and counted. No span becomes a record on the way,
 * unless it has the ids of another. Not thread-safe: the table's writer owns it.
 *
 * <pre>
 * begin(position) · decoder.decodeSpans(batch, appender) · table.publish()
 * </pre>
 */
public final class SpanAppender implements SpanSink {
  private final HotTable table;
  private final CanonicalReader reader;
  private final RowStored<CanonicalSpan> stored;
  private final SpanColumns columns;
  private final LastSpan last;
  private final SeenSpans seen = new SeenSpans(this::spanAt);
  private final Supplier<Span> open = this::openSpan;
  private final EarlierSpans earlier;
  private long id;
  private long traceIdHigh;
  private long traceIdLow;
  private long spanId;
  private long start;
  private int item;

  /** The table's rows when they were last looked at. */
  private @Nullable SpanPart written;

  private volatile long duplicates;

  /**
   * @param table empty, with {@link SpanSchema#SCHEMA}
   * @param earlier spans that were stored before those of the table
   * @param stored told of every span that became a row
   */
  public SpanAppender(
      HotTable table,
      CanonicalReader reader,
      EarlierSpans earlier,
      RowStored<CanonicalSpan> stored) {
    this.table = table;
    this.reader = reader;
    this.earlier = earlier;
    this.stored = stored;
    this.columns = new SpanColumns(table);
    this.last = new LastSpan(table, reader);
  }

  /** Begins a batch. */
  public void begin(long logPosition) {
    table.beginBatch(logPosition);
  }

  /** Spans that were dropped because they are stored already. */
  public long duplicates() {
    return duplicates;
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return columns.resource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return columns.scope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink span(SpanHeader header) {
    traceIdHigh = header.traceIdHigh;
    traceIdLow = header.traceIdLow;
    spanId = header.spanId;
    start = header.startTimeUnixNano;
    id = SeenSpans.id(traceIdHigh, traceIdLow, spanId);
    item = header.item;
    last.begin(header);
    return columns.span(header);
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int dropped) {
    return columns.event(timeUnixNano, name, dropped);
  }

  @Override
  public AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int dropped) {
    last.link(traceIdHigh, traceIdLow, spanId);
    return columns.link(traceIdHigh, traceIdLow, spanId, traceState, flags, dropped);
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void endSpan() {
    columns.endSpan();
    if (seen.holds(id, open) || earlier.holds(traceIdHigh, traceIdLow, spanId, start, open)) {
      table.cancelRow();
      duplicates++;
      return;
    }
    table.endRow(item);
    int row = table.rowCount() - 1;
    seen.add(id, row);
    stored.stored(row, last);
  }

  private Span openSpan() {
    return new SpanPart(table.withOpenRow(), reader).item(table.rowCount());
  }

  private Span spanAt(int row) {
    SpanPart part = written;
    if (part == null || row >= part.table().rows()) {
      part = new SpanPart(table.written(), reader);
      written = part;
    }
    return part.item(row);
  }
}
