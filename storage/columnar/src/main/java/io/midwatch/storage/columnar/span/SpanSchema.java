package io.midwatch.storage.columnar.span;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.row.Context;
import io.midwatch.storage.columnar.row.RestWriter;
import io.midwatch.storage.columnar.row.RowAttributes;
import io.midwatch.storage.columnar.table.TableSchema;
import io.midwatch.storage.columnar.table.TableSchema.Column;
import java.util.List;

/**
 * The columns of spans. What is zero or empty is absent in a coded column.
 *
 * <pre>
 * start, duration   epoch nanoseconds; end minus start, modulo 2^64, so that the end is exact
 * span, parent      raw ids, parent 0 for none
 * trace             BytesValue of 16 bytes
 * kind, status      LongValue of OTLP's number
 * dropped           ArrayValue of the three counts: attributes, events, links
 * exception         MapValue, the attributes of the first event named exception
 * partly            present when the rest has attributes
 * rest              {attributes={…}, events=[…], links=[…]}
 * </pre>
 */
public final class SpanSchema {
  static final String START = "start";
  static final String DURATION = "duration";
  static final String SPAN = "span";
  static final String PARENT = "parent";
  static final String TRACE = "trace";
  static final String NAME = "name";
  static final String KIND = "kind";
  static final String STATUS = "status";
  static final String MESSAGE = "status.message";
  static final String FLAGS = "flags";
  static final String DROPPED = "dropped";
  static final String STATE = "trace.state";
  static final String EXCEPTION = "exception";

  /** Sections of the rest. */
  static final String EVENTS = "events";

  static final String LINKS = "links";

  /** Name of the event whose attributes are a column of their own. */
  static final String EXCEPTION_EVENT = "exception";

  public static final TableSchema SCHEMA =
      new TableSchema(
          Signal.TRACES,
          START,
          List.of(
              Column.numbers(START),
              Column.numbers(DURATION),
              Column.random(SPAN),
              Column.reference(PARENT, SPAN),
              Column.indexed(TRACE),
              Column.coded(NAME),
              Column.coded(KIND),
              Column.coded(STATUS),
              Column.coded(MESSAGE),
              Column.coded(FLAGS),
              Column.coded(DROPPED),
              Column.coded(STATE),
              Column.coded(Context.COLUMN),
              Column.coded(EXCEPTION),
              Column.coded(RowAttributes.PARTLY),
              Column.blobs(RestWriter.COLUMN)));

  private SpanSchema() {}
}
