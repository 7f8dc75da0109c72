package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.TimeRange;

/**
 * A listed file that is damaged: answers go on without it and say so.
 *
 * @param file path relative to the data folder
 * @param minUnixNano no item in it is filed before
 * @param maxUnixNano no item in it is filed after
 * @param firstPosition log position of its first batch
 * @param lastPosition log position of its last batch
 * @param reason which section is damaged and how
 */
public record UnreadableFile(
    String file,
    long minUnixNano,
    long maxUnixNano,
    long firstPosition,
    long lastPosition,
    String reason) {
  /** Whether an answer over the range may lack something. */
  public boolean concerns(TimeRange range) {
    return maxUnixNano >= range.fromUnixNano() && minUnixNano < range.toUnixNano();
  }

  /** Whether the row may be in it. */
  public boolean mayHold(RowId id) {
    return position(id) >= firstPosition && position(id) <= lastPosition;
  }

  /** Whether a row behind that one may be in it. */
  public boolean mayHoldAfter(RowId id) {
    return position(id) <= lastPosition;
  }

  private static long position(RowId id) {
    return id.file() << 32 | id.offset();
  }

  /** What an answer says that may lack something. */
  public String said() {
    return "a file cannot be read: " + reason;
  }
}
