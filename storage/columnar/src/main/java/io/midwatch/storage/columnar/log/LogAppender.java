package io.midwatch.storage.columnar.log;

import io.midwatch.model.EntityRef;
import io.midwatch.model.LogRecord;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.row.TeeAttributes;
import io.midwatch.storage.contract.write.AttributeSink;
import io.midwatch.storage.contract.write.ByteSlice;
import io.midwatch.storage.contract.write.LogHeader;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.RecordingLogSink;
import io.midwatch.storage.contract.write.SharedValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends decoded log records to one hot table. A record is put together beside its row only when
 * somebody wants it whole. Not thread-safe: the table's writer owns it.
 *
 * <pre>
 * begin(position, received) · decoder.decodeLogs(batch, appender) · table.publish()
 * </pre>
 */
public final class LogAppender implements LogSink {
  private final HotTable table;
  private final LogsStored stored;
  private final LogColumns columns;
  private final RecordingLogSink records;
  private boolean whole;
  private int item;
  private long time;

  /**
   * @param table empty, with {@link LogSchema#SCHEMA}
   * @param stored told of every record
   */
  public LogAppender(HotTable table, SharedValues shared, LogsStored stored) {
    this.table = table;
    this.stored = stored;
    this.columns = new LogColumns(table);
    this.records = new RecordingLogSink(shared, (log, _) -> end(log));
  }

  /**
   * Begins a batch; the one before must have been published.
   *
   * @param receivedUnixNano the time of records that were sent without any
   */
  public void begin(long logPosition, long receivedUnixNano) {
    table.beginBatch(logPosition);
    columns.begin(receivedUnixNano);
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
  public AttributeSink log(LogHeader header) {
    item = header.item;
    time = columns.filedUnder(header);
    whole = stored.wants(header.severityNumber);
    AttributeSink attributes = columns.log(header);
    return whole ? new TeeAttributes(attributes, records.log(header)) : attributes;
  }

  @Override
  public AttributeSink body() {
    return whole ? new TeeAttributes(columns.body(), records.body()) : columns.body();
  }

  @Override
  public void endLog() {
    columns.endLog();
    if (whole) {
      records.endLog();
    } else {
      end(null);
    }
  }

  private void end(@Nullable LogRecord log) {
    table.endRow(item);
    stored.stored(table.rowCount() - 1, time, log);
  }
}
