package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.row.RowStored;
import io.midwatch.storage.columnar.span.EarlierSpans;
import io.midwatch.storage.columnar.span.SpanAppender;
import io.midwatch.storage.columnar.span.SpanPart;
import io.midwatch.storage.columnar.span.SpanSchema;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;

/**
 * Spans as rows.
 *
 * @param earlier spans that are stored, but not in the buffer that is being filled
 * @param stored told of every span that became a row
 */
record SpanRowKind(
    BatchDecoder decoder,
    CanonicalReader reader,
    EarlierSpans earlier,
    RowStored<CanonicalSpan> stored)
    implements RowKind<Span> {
  @Override
  public Signal signal() {
    return Signal.TRACES;
  }

  @Override
  public TableSchema schema() {
    return SpanSchema.SCHEMA;
  }

  @Override
  public Part<Span> part(Table table) {
    return new SpanPart(table, reader);
  }

  @Override
  public Part<Span> sealed(Table table, ColumnRoom room) {
    return new SpanPart(table, reader, room);
  }

  @Override
  public Part<Span> later(Part<Span> part, Table longer) {
    return part instanceof SpanPart spans ? spans.later(longer) : part(longer);
  }

  @Override
  public Appender appender(HotTable table) {
    SpanAppender appender = new SpanAppender(table, reader, earlier, stored);
    return new Appender() {
      @Override
      public void append(long position, EncodedBatch batch) {
        appender.begin(position);
        decoder.decodeSpans(batch, appender);
      }

      @Override
      public long duplicates() {
        return appender.duplicates();
      }
    };
  }
}
