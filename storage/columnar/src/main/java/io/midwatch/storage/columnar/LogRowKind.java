package io.midwatch.storage.columnar;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.storage.columnar.hot.HotTable;
import io.midwatch.storage.columnar.log.LogAppender;
import io.midwatch.storage.columnar.log.LogPart;
import io.midwatch.storage.columnar.log.LogSchema;
import io.midwatch.storage.columnar.log.LogsStored;
import io.midwatch.storage.columnar.query.Part;
import io.midwatch.storage.columnar.row.ColumnRoom;
import io.midwatch.storage.columnar.table.Table;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.SharedValues;

/**
 * Log records as rows.
 *
 * @param stored told of every record that became a row
 */
record LogRowKind(
    BatchDecoder decoder, CanonicalReader reader, SharedValues shared, LogsStored stored)
    implements RowKind<LogRecord> {
  @Override
  public Signal signal() {
    return Signal.LOGS;
  }

  @Override
  public TableSchema schema() {
    return LogSchema.SCHEMA;
  }

  @Override
  public Part<LogRecord> part(Table table) {
    return new LogPart(table, reader);
  }

  @Override
  public Part<LogRecord> sealed(Table table, ColumnRoom room) {
    return new LogPart(table, reader, room);
  }

  @Override
  public Part<LogRecord> later(Part<LogRecord> part, Table longer) {
    return part instanceof LogPart logs ? logs.later(longer) : part(longer);
  }

  @Override
  public Appender appender(HotTable table) {
    LogAppender appender = new LogAppender(table, shared, stored);
    return new Appender() {
      @Override
      public void append(long position, EncodedBatch batch) {
        appender.begin(position, batch.receivedUnixNano());
        decoder.decodeLogs(batch, appender);
      }

      @Override
      public long duplicates() {
        return 0;
      }
    };
  }
}
