package io.midwatch.storage.columnar.log;

import io.midwatch.model.LogRecord;
import org.jspecify.annotations.Nullable;

/** Told of every log record that became a row, in row order, before it is published. */
public interface LogsStored {
  /**
   * Whether records of this severity are wanted whole: most are not, and are never put together.
   *
   * @param severityNumber OTLP's number, 0 when the record does not say
   */
  boolean wants(int severityNumber);

  /**
   * @param timeUnixNano the time the record is filed under
   * @param record null when records of its severity are not wanted
   */
  void stored(int row, long timeUnixNano, @Nullable LogRecord record);
}
