package io.midwatch.storage.columnar.log;

import io.midwatch.model.EntityRef;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.AttributeColumns;
import io.midwatch.storage.columnar.row.CodedWriter;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.ContextWriter;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.LogHeader;
import io.midwatch.storage.contract.write.LogSink;
import java.util.List;

/**
 * Writes log records into the columns of a hot table as they are decoded, without objects. {@link
 * #endLog} leaves the row open: who owns the table ends it. Reused; not thread-safe.
 */
final class LogColumns implements LogSink {
  private static final TableSchema SCHEMA = LogSchema.SCHEMA;
  private static final int TIME = SCHEMA.position(LogSchema.TIME);
  private static final int OBSERVED = SCHEMA.position(LogSchema.OBSERVED);
  private static final int UNTIMED = SCHEMA.position(LogSchema.UNTIMED);
  private static final int SEVERITY = SCHEMA.position(LogSchema.SEVERITY);
  private static final int SEVERITY_TEXT = SCHEMA.position(LogSchema.SEVERITY_TEXT);
  private static final int EVENT = SCHEMA.position(LogSchema.EVENT);
  private static final int FLAGS = SCHEMA.position(LogSchema.FLAGS);
  private static final int DROPPED = SCHEMA.position(LogSchema.DROPPED);
  private static final int TRACE = SCHEMA.position(LogSchema.TRACE);
  private static final int SPAN = SCHEMA.position(LogSchema.SPAN);
  private static final int CONTEXT = SCHEMA.position(Context.COLUMN);
  private static final int BODY = SCHEMA.position(LogSchema.BODY);
  private static final int PARTLY = SCHEMA.position(RowAttributes.PARTLY);
  private static final int REST = SCHEMA.position(RestWriter.COLUMN);

  private final HotTable table;
  private final ContextWriter context;
  private final CodedWriter coded;
  private final RestWriter rest = new RestWriter();
  private final AttributeColumns attributes;
  private final LogBody body;
  private long receivedUnixNano;

  LogColumns(HotTable table) {
    this.table = table;
    this.context = new ContextWriter(table, CONTEXT);
    this.coded = new CodedWriter(table);
    this.attributes = new AttributeColumns(table, rest);
    this.body = new LogBody(table, BODY, rest);
  }

  /**
   * @param receivedAt epoch nanoseconds; the time of records that were sent without any
   */
  void begin(long receivedAt) {
    receivedUnixNano = receivedAt;
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
  public AttributeSink log(LogHeader header) {
    long time = filedUnder(header);
    table.number(TIME, time);
    table.number(OBSERVED, header.observedTimeUnixNano - time);
    if (header.timeUnixNano == 0) {
      coded.yes(UNTIMED);
    }
    coded.number(SEVERITY, header.severityNumber);
    coded.text(SEVERITY_TEXT, header.severityText);
    coded.text(EVENT, header.eventName);
    coded.number(FLAGS, header.flags);
    coded.number(DROPPED, header.droppedAttributesCount);
    coded.traceId(TRACE, header.traceIdHigh, header.traceIdLow);
    table.number(SPAN, header.spanId);
    context.write();
    rest.clear();
    return attributes.begin();
  }

  /** Epoch nanoseconds; a record that was sent without any time has that of its arrival. */
  long filedUnder(LogHeader header) {
    if (header.timeUnixNano != 0) {
      return header.timeUnixNano;
    }
    return header.observedTimeUnixNano != 0 ? header.observedTimeUnixNano : receivedUnixNano;
  }

  @Override
  public AttributeSink body() {
    return body.begin();
  }

  @Override
  public void endLog() {
    if (rest.holdsAttributes()) {
      coded.yes(PARTLY);
    }
    ByteSlice left = rest.end();
    if (!left.isEmpty()) {
      table.blob(REST, left);
    }
  }
}
