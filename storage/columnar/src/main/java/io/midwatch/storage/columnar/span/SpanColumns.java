package io.midwatch.storage.columnar.span;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.AttributeColumns;
import io.midwatch.storage.columnar.row.CodedWriter;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.ContextWriter;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.ValueBytes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.SpanHeader;
import io.midwatch.storage.contract.write.SpanSink;
import java.util.Arrays;
import java.util.List;

/**
 * Writes spans into the columns of a hot table as they are decoded, without objects. {@link
 * #endSpan} leaves the row open: who owns the table ends or cancels it. Reused; not thread-safe.
 */
final class SpanColumns implements SpanSink {
  private static final TableSchema SCHEMA = SpanSchema.SCHEMA;
  private static final int START = SCHEMA.position(SpanSchema.START);
  private static final int DURATION = SCHEMA.position(SpanSchema.DURATION);
  private static final int SPAN = SCHEMA.position(SpanSchema.SPAN);
  private static final int PARENT = SCHEMA.position(SpanSchema.PARENT);
  private static final int TRACE = SCHEMA.position(SpanSchema.TRACE);
  private static final int NAME = SCHEMA.position(SpanSchema.NAME);
  private static final int KIND = SCHEMA.position(SpanSchema.KIND);
  private static final int STATUS = SCHEMA.position(SpanSchema.STATUS);
  private static final int MESSAGE = SCHEMA.position(SpanSchema.MESSAGE);
  private static final int FLAGS = SCHEMA.position(SpanSchema.FLAGS);
  private static final int DROPPED = SCHEMA.position(SpanSchema.DROPPED);
  private static final int STATE = SCHEMA.position(SpanSchema.STATE);
  private static final int CONTEXT = SCHEMA.position(Context.COLUMN);
  private static final int EXCEPTION = SCHEMA.position(SpanSchema.EXCEPTION);
  private static final int PARTLY = SCHEMA.position(RowAttributes.PARTLY);
  private static final int REST = SCHEMA.position(RestWriter.COLUMN);

  private final HotTable table;
  private final ContextWriter context;
  private final CodedWriter coded;
  private final RestWriter rest = new RestWriter();
  private final AttributeColumns attributes;
  private final ValueBytes.Builder exception = new ValueBytes.Builder();
  private final ByteSlice eventsKey = ByteSlice.ofUtf8(SpanSchema.EVENTS);
  private final ByteSlice linksKey = ByteSlice.ofUtf8(SpanSchema.LINKS);
  private final ByteSlice exceptionName = ByteSlice.ofUtf8(SpanSchema.EXCEPTION_EVENT);
  private final ByteSlice noKey = new ByteSlice();
  private AttributeSink openInRest = exception;
  private long start;
  private Child child = Child.NONE;
  private boolean hasException;

  /** Where the attributes of the open event or link go. */
  private enum Child {
    NONE,
    REST,
    EXCEPTION
  }

  SpanColumns(HotTable table) {
    this.table = table;
    this.context = new ContextWriter(table, CONTEXT);
    this.coded = new CodedWriter(table);
    this.attributes = new AttributeColumns(table, rest);
  }

  @Override
  public AttributeSink resource(ByteSlice schemaUrl, int dropped, List<EntityRef> entityRefs) {
    return context.beginResource(schemaUrl, dropped, entityRefs);
  }

  @Override
  public AttributeSink scope(ByteSlice name, ByteSlice version, ByteSlice schemaUrl, int dropped) {
    return context.beginScope(name, version, schemaUrl, dropped);
  }

  @Override
  public AttributeSink span(SpanHeader header) {
    start = header.startTimeUnixNano;
    table.number(START, start);
    table.number(DURATION, header.endTimeUnixNano - start);
    table.number(SPAN, header.spanId);
    table.number(PARENT, header.parentSpanId);
    coded.traceId(TRACE, header.traceIdHigh, header.traceIdLow);
    coded.text(NAME, header.name);
    coded.number(KIND, header.kind);
    coded.number(STATUS, header.statusCode);
    coded.text(MESSAGE, header.statusMessage);
    coded.number(FLAGS, header.flags);
    coded.numbers(
        DROPPED,
        header.droppedAttributesCount,
        header.droppedEventsCount,
        header.droppedLinksCount);
    coded.text(STATE, header.traceState);
    context.write();
    rest.clear();
    child = Child.NONE;
    hasException = false;
    return attributes.begin();
  }

  @Override
  public AttributeSink event(long timeUnixNano, ByteSlice name, int dropped) {
    closeChild();
    AttributeSink event = rest.array(eventsKey);
    event.startArray(noKey);
    event.integer(noKey, timeUnixNano - start);
    event.string(noKey, name);
    event.integer(noKey, dropped);
    if (!hasException && same(name, exceptionName)) {
      hasException = true;
      event.end();
      child = Child.EXCEPTION;
      exception.clear();
      exception.startMap(noKey);
      return exception;
    }
    child = Child.REST;
    openInRest = event;
    event.startMap(noKey);
    return event;
  }

  private static boolean same(ByteSlice left, ByteSlice right) {
    return Arrays.equals(
        left.array(),
        left.offset(),
        left.offset() + left.length(),
        right.array(),
        right.offset(),
        right.offset() + right.length());
  }

  @Override
  public AttributeSink link(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      ByteSlice traceState,
      int flags,
      int dropped) {
    closeChild();
    AttributeSink link = rest.array(linksKey);
    child = Child.REST;
    openInRest = link;
    link.startArray(noKey);
    link.integer(noKey, traceIdHigh);
    link.integer(noKey, traceIdLow);
    link.integer(noKey, spanId);
    link.string(noKey, traceState);
    link.integer(noKey, flags);
    link.integer(noKey, dropped);
    link.startMap(noKey);
    return link;
  }

  private void closeChild() {
    switch (child) {
      case NONE -> {}
      case REST -> {
        openInRest.end(); // the attributes
        openInRest.end(); // the event or link
      }
      case EXCEPTION -> {
        exception.end();
        table.coded(EXCEPTION, exception.value());
      }
    }
    child = Child.NONE;
  }

  @Override
  public void endSpan() {
    closeChild();
    if (rest.holdsAttributes()) {
      coded.yes(PARTLY);
    }
    ByteSlice left = rest.end();
    if (!left.isEmpty()) {
      table.blob(REST, left);
    }
  }
}
