package io.midwatch.storage.contract.write;

/** Receives the log records of one batch in order: {@code resource scope (log body? endLog)*}. */
public interface LogSink extends BatchSink {
  /** Begins a record; its attributes go to the returned sink. */
  AttributeSink log(LogHeader header);

  /** The body: exactly one value, with an empty key, goes to the returned sink. */
  AttributeSink body();

  void endLog();
}
