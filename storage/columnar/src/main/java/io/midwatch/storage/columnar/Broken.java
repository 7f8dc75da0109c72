package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.file.UnreadableFile;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.contract.StoreException;

/** One listed segment that cannot be read, and why. */
record Broken(SegmentEntry entry, String reason) {
  static Broken of(SegmentEntry entry, StoreException failure) {
    return new Broken(entry, String.valueOf(failure.getMessage()));
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
