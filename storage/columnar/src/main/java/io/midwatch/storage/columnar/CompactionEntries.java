package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.SegmentEntry;
import java.util.List;

/** Describes a merged segment by its parts. */
final class CompactionEntries {
  private CompactionEntries() {}

  static SegmentEntry of(List<SegmentEntry> parts, String file, long items, long sizeBytes) {
    return new SegmentEntry(
        parts.getFirst().signal(),
        file,
        items,
        parts.stream().mapToLong(SegmentEntry::minUnixNano).min().orElseThrow(),
        parts.stream().mapToLong(SegmentEntry::maxUnixNano).max().orElseThrow(),
        parts.stream().mapToLong(SegmentEntry::firstPosition).min().orElseThrow(),
        parts.stream().mapToLong(SegmentEntry::lastPosition).max().orElseThrow(),
        sizeBytes);
  }
}
