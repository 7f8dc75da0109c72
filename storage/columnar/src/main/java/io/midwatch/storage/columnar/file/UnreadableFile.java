package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.query.TimeRange;

/**
 * A listed file that is damaged: answers go on without it and say so.
 *
 * @param file path relative to the data folder
 * @param minUnixNano no item in it is filed before
 * @param maxUnixNano no item in it is filed after
 * @param reason which section is damaged and how
 */
public record UnreadableFile(String file, long minUnixNano, long maxUnixNano, String reason) {
  /** Whether an answer over the range may lack something. */
  public boolean concerns(TimeRange range) {
    return maxUnixNano >= range.fromUnixNano() && minUnixNano < range.toUnixNano();
  }

  /** What an answer says that may lack something. */
  public String said() {
    return "a file cannot be read: " + reason;
  }
}
