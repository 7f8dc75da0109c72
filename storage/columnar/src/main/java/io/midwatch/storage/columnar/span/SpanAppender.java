package io.midwatch.storage.columnar.span;

import io.midwatch.model.EntityRef;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.RowStored;
import io.midwatch.storage.columnar.row.TeeAttributes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.SharedValues;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends decoded spans to one hot table. A span with the ids and the content of an earlier one of
 * the same table is dropped and counted. Not thread-safe: the table's writer owns it.
 *
 * <pre>
 * begin(position) · decoder.decodeSpans(batch, appender) · table.publish()
 * </pre>
 */
public final class SpanAppender implements SpanSink {
  private final HotTable table;
  private final CanonicalReader reader;
  private final RowStored<Span> stored;
  private final SpanColumns columns;
  private final RecordingSpanSink records;
  private final SeenSpans seen = new SeenSpans(this::spanAt);

  /** The table's rows when they were last looked at. */
  private @Nullable SpanPart written;

  private volatile long duplicates;

  /**
   * @param table empty, with {@link SpanSchema#SCHEMA}
   * @param stored told of every span that became a row
   */
  public SpanAppender(
      HotTable table, CanonicalReader reader, SharedValues shared, RowStored<Span> stored) {
    this.table = table;
    this.reader = reader;
    this.stored = stored;
    this.columns = new SpanColumns(table);
    this.records = new RecordingSpanSink(shared, this::end);
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
    return new TeeAttributes(
        columns.resource(schemaUrl, dropped, entityRefs),
        records.resource(schemaUrl, dropped, entityRefs));
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return new TeeAttributes(
        columns.scope(name, version, schemaUrl, dropped),
        records.scope(name, version, schemaUrl, dropped));
  }

  @Override
  public AttributeSink span(SpanHeader header) {
    return new TeeAttributes(columns.span(header), records.span(header));
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int dropped) {
    return new TeeAttributes(
        columns.event(timeUnixNano, name, dropped), records.event(timeUnixNano, name, dropped));
  }

  @Override
  public AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int dropped) {
    return new TeeAttributes(
        columns.link(traceIdHigh, traceIdLow, spanId, traceState, flags, dropped),
        records.link(traceIdHigh, traceIdLow, spanId, traceState, flags, dropped));
  }

  @Override
  public void endSpan() {
    columns.endSpan();
    records.endSpan();
  }

  private void end(Span span, int item) {
    if (seen.holds(span)) {
      table.cancelRow();
      duplicates++;
      return;
    }
    table.endRow(item);
    int row = table.rowCount() - 1;
    seen.add(span, row);
    stored.stored(row, span);
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
