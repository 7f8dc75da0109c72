package io.midwatch.storage.columnar.log;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import java.util.List;

/**
 * The columns of log records. What is zero or empty is absent in a coded column.
 *
 * <pre>
 * time       epoch nanoseconds a record is filed under: its own, else observed, else received
 * observed   observed time minus time, modulo 2^64, so that it is exact
 * untimed    present when the record's own time was not sent
 * severity   LongValue of OTLP's number
 * trace      BytesValue of 16 bytes
 * span       raw id, 0 for none
 * body       the text of the body, whatever its kind
 * partly     present when the rest has attributes
 * rest       {attributes={…}, body=…}: the body when it is anything but a text of some length
 * </pre>
 */
public final class LogSchema {
  static final String TIME = "time";
  static final String OBSERVED = "observed";
  static final String UNTIMED = "untimed";
  static final String SEVERITY = "severity";
  static final String SEVERITY_TEXT = "severity.text";
  static final String EVENT = "event";
  static final String FLAGS = "flags";
  static final String DROPPED = "dropped";
  static final String TRACE = "trace";
  static final String SPAN = "span";
  static final String BODY = "body";

  public static final TableSchema SCHEMA =
      new TableSchema(
          Signal.LOGS,
          TIME,
          List.of(
              Column.numbers(TIME),
              Column.numbers(OBSERVED),
              Column.coded(UNTIMED),
              Column.coded(SEVERITY),
              Column.coded(SEVERITY_TEXT),
              Column.coded(EVENT),
              Column.coded(FLAGS),
              Column.coded(DROPPED),
              Column.indexed(TRACE),
              Column.numbers(SPAN),
              Column.coded(Context.COLUMN),
              Column.tokens(BODY),
              Column.coded(RowAttributes.PARTLY),
              Column.blobs(RestWriter.COLUMN)));

  private LogSchema() {}
}
