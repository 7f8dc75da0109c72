package io.midwatch.storage.contract.write;

import io.midwatch.model.LogRecord;
import java.util.List;

/**
 * Stores log records given as records; equal ones are kept as often as they come. Durability and
 * errors are those of {@link TelemetryWriter#write}.
 */
public interface LogWriter {
  void writeLogs(List<LogRecord> logs);
}
