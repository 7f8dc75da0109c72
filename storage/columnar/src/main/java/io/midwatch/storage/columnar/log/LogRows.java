package io.midwatch.storage.columnar.log;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.LogRecord;
import io.midwatch.model.SpanId;
import io.midwatch.storage.columnar.row.CodedReader;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.Contexts;
import io.midwatch.storage.columnar.row.Rest;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.row.Traces;
import io.midwatch.storage.columnar.table.Blobs;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.write.ByteSlice;
import org.jspecify.annotations.Nullable;

/** Puts the log records of a table together again. Thread-safe. */
final class LogRows {
  private final Contexts contexts;
  private final RowAttributes attributes;
  private final Traces traces;
  private final Numbers times;
  private final Numbers observed;
  private final Coded untimed;
  private final CodedReader severities;
  private final CodedReader severityTexts;
  private final CodedReader events;
  private final CodedReader flags;
  private final CodedReader dropped;
  private final Numbers spans;
  private final Blobs bodies;

  LogRows(Table table, Contexts contexts, RowAttributes attributes, Traces traces) {
    this.contexts = contexts;
    this.attributes = attributes;
    this.traces = traces;
    this.times = table.numbers(LogSchema.TIME);
    this.observed = table.numbers(LogSchema.OBSERVED);
    this.untimed = table.coded(LogSchema.UNTIMED);
    this.severities = new CodedReader(table.coded(LogSchema.SEVERITY));
    this.severityTexts = new CodedReader(table.coded(LogSchema.SEVERITY_TEXT));
    this.events = new CodedReader(table.coded(LogSchema.EVENT));
    this.flags = new CodedReader(table.coded(LogSchema.FLAGS));
    this.dropped = new CodedReader(table.coded(LogSchema.DROPPED));
    this.spans = table.numbers(LogSchema.SPAN);
    this.bodies = table.blobs(LogSchema.BODY);
  }

  LogRecord at(int row) {
    Rest rest = attributes.rest(row);
    Context context = contexts.at(row);
    long time = times.at(row);
    return new LogRecord(
        untimed.codeAt(row) == Coded.ABSENT ? time : 0,
        time + observed.at(row),
        severities.number(row),
        severityTexts.text(row),
        body(rest, row),
        events.text(row),
        attributes.at(row, rest),
        dropped.number(row),
        flags.number(row),
        traces.traceId(row),
        spanId(row),
        context.resource(),
        context.scope());
  }

  @Nullable SpanId spanId(int row) {
    long bits = spans.at(row);
    return bits == 0 ? null : new SpanId(bits);
  }

  private AttributeValue body(Rest rest, int row) {
    AttributeValue other = rest.find(LogSchema.BODY);
    if (other != null) {
      return other;
    }
    AttributeValue text = bodyText(row);
    return text == null ? AttributeValue.EMPTY : text;
  }

  /** The body as text, null when it has none. */
  @Nullable AttributeValue bodyText(int row) {
    ByteSlice text = bodies.at(row);
    return text.isEmpty() ? null : AttributeValue.of(text.text());
  }
}
