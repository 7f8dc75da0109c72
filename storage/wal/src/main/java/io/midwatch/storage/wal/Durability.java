package io.midwatch.storage.wal;

/** What an acknowledged batch survives. */
public enum Durability {
  /** A loss of power: acknowledged after the log was forced. */
  FSYNC,
  /** The end of the process: acknowledged after the log was written. */
  OS,
  /** Nothing until the store has put it in a file of its own: the log is not written. */
  MEMORY
}
