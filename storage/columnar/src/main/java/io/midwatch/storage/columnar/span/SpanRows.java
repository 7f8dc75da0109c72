package io.midwatch.storage.columnar.span;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.storage.columnar.row.CodedReader;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.Contexts;
import io.midwatch.storage.columnar.row.Elements;
import io.midwatch.storage.columnar.row.Rest;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.row.Traces;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.columnar.table.Numbers;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.contract.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the spans of a table together again. Thread-safe. */
final class SpanRows {
  private final Contexts contexts;
  private final RowAttributes attributes;
  private final Traces traces;
  private final Numbers starts;
  private final Numbers durations;
  private final Numbers ids;
  private final Numbers parents;
  private final CodedReader names;
  private final CodedReader kinds;
  private final CodedReader statuses;
  private final CodedReader messages;
  private final CodedReader flags;
  private final Coded dropped;
  private final CodedReader states;
  private final Coded exceptions;

  SpanRows(Table table, Contexts contexts, RowAttributes attributes, Traces traces) {
    this.contexts = contexts;
    this.attributes = attributes;
    this.traces = traces;
    this.starts = table.numbers(SpanSchema.START);
    this.durations = table.numbers(SpanSchema.DURATION);
    this.ids = table.numbers(SpanSchema.SPAN);
    this.parents = table.numbers(SpanSchema.PARENT);
    this.names = new CodedReader(table.coded(SpanSchema.NAME));
    this.kinds = new CodedReader(table.coded(SpanSchema.KIND));
    this.statuses = new CodedReader(table.coded(SpanSchema.STATUS));
    this.messages = new CodedReader(table.coded(SpanSchema.MESSAGE));
    this.flags = new CodedReader(table.coded(SpanSchema.FLAGS));
    this.dropped = table.coded(SpanSchema.DROPPED);
    this.states = new CodedReader(table.coded(SpanSchema.STATE));
    this.exceptions = table.coded(SpanSchema.EXCEPTION);
  }

  Span at(int row) {
    Rest rest = attributes.rest(row);
    Context context = contexts.at(row);
    long start = starts.at(row);
    AttributeValue counts = dropped.valueAt(row);
    Elements drops = counts == null ? null : Elements.of(counts);
    return new Span(
        traceId(row),
        new SpanId(ids.at(row)),
        spanId(parents.at(row)),
        states.text(row),
        flags.number(row),
        names.text(row),
        kinds.number(row),
        start,
        start + durations.at(row),
        attributes.at(row, rest),
        count(drops, 0),
        events(rest, start, row),
        count(drops, 1),
        links(rest),
        count(drops, 2),
        status(row),
        context.resource(),
        context.scope());
  }

  TraceId traceId(int row) {
    TraceId id = traces.traceId(row);
    if (id == null) {
      throw new StoreException("row " + row + " has no trace id");
    }
    return id;
  }

  private SpanStatus status(int row) {
    return new SpanStatus(statuses.number(row), messages.text(row));
  }

  /** An exception's attributes are in their own column: then a place is missing here. */
  private List<SpanEvent> events(Rest rest, long start, int row) {
    List<SpanEvent> events = new ArrayList<>();
    for (AttributeValue value : rest.array(SpanSchema.EVENTS)) {
      Elements event = Elements.of(value);
      events.add(
          new SpanEvent(
              start + event.number(0),
              event.text(1),
              event.size() > 3 ? event.attributes(3) : exception(row),
              (int) event.number(2)));
    }
    return events;
  }

  private Attributes exception(int row) {
    AttributeValue value = exceptions.valueAt(row);
    if (value == null) {
      throw new StoreException("row " + row + " has lost its exception");
    }
    return Elements.attributes(value);
  }

  private static List<SpanLink> links(Rest rest) {
    List<SpanLink> links = new ArrayList<>();
    for (AttributeValue value : rest.array(SpanSchema.LINKS)) {
      Elements link = Elements.of(value);
      links.add(
          new SpanLink(
              traceId(link.number(0), link.number(1)),
              spanId(link.number(2)),
              link.text(3),
              link.attributes(6),
              (int) link.number(5),
              (int) link.number(4)));
    }
    return links;
  }

  private static @Nullable TraceId traceId(long high, long low) {
    return (high | low) == 0 ? null : new TraceId(high, low);
  }

  static @Nullable SpanId spanId(long bits) {
    return bits == 0 ? null : new SpanId(bits);
  }

  private static int count(@Nullable Elements drops, int place) {
    return drops == null ? 0 : (int) drops.number(place);
  }
}
