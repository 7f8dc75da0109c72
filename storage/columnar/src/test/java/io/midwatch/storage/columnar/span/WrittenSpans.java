package io.midwatch.storage.columnar.span;

import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.query.EarlierPart;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import java.util.ArrayList;
import java.util.List;

/** A hot table and what its appender said of the spans written to it. */
final class WrittenSpans {
  static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);

  final HotTable table = new HotTable(SpanSchema.SCHEMA, 100_000);
  final List<Span> stored = new ArrayList<>();
  List<EarlierPart<Span>> earlier = List.of();
  final SpanAppender appender =
      new SpanAppender(
          table,
          READER,
          new EarlierSpans(() -> earlier),
          (row, span) -> stored.add(row, span.span()));
  private final RecordBatches batches = new RecordBatches();
  private long position = 1L << 32;

  /** Writes and publishes one batch. */
  WrittenSpans write(List<Span> spans) {
    append(spans);
    table.publish();
    return this;
  }

  /** Writes a batch that readers do not see. */
  void append(List<Span> spans) {
    appender.begin(position++);
    batches.decodeSpans(batches.spans("test", 0, spans), appender);
  }

  SpanPart part() {
    return new SpanPart(table.snapshot(), READER);
  }

  /** The part of all rows, going on from an earlier one. */
  SpanPart part(SpanPart earlier) {
    return earlier.later(table.snapshot());
  }
}
