package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.contract.StoreException;

/**
 * One listed segment that cannot be read, and why.
 *
 * @param close lets go of its file, which may be open
 */
record Broken(SegmentEntry entry, String reason, Runnable close) {
  /** A segment that could not be opened. */
  static Broken of(SegmentEntry entry, StoreException failure) {
    return of(entry, failure, () -> {});
  }

  /** A segment that is open, and that a question may be reading still. */
  static Broken of(SegmentEntry entry, StoreException failure, Runnable close) {
    return new Broken(entry, String.valueOf(failure.getMessage()), close);
  }

  /** Whether a failed reading names the segment. */
  static boolean isNamed(SegmentEntry entry, StoreException failure) {
    return String.valueOf(failure.getMessage()).startsWith(entry.file());
  }

  UnreadableFile file() {
    return new UnreadableFile(
        entry.file(),
        entry.minUnixNano(),
        entry.maxUnixNano(),
        entry.firstPosition(),
        entry.lastPosition(),
        reason);
  }
}
