package io.midwatch.storage.columnar.query;

import io.midwatch.model.TraceId;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a trace in one part. A part that implements it is asked this way whenever a
 * question names trace ids. Thread-safe.
 */
public interface TraceRows {
  /** Rows of the trace, ascending; empty when there are none. */
  int[] rowsOf(TraceId traceId);

  /** Null when the row belongs to no trace. */
  @Nullable TraceId traceId(int row);

  /**
   * The trace of a code of the column of trace ids.
   *
   * @param code at least {@link io.midwatch.storage.columnar.table.Coded#FIRST}
   */
  TraceId traceIdOf(int code);

  /** False only when no row belongs to the trace; cheap, from memory. */
  boolean mayHold(TraceId traceId);
}
