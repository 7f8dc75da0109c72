package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.ManifestFile;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Removes whole segments whose time is over: unlisted first, then taken from readers, then
 * unlinked. One thread at a time.
 */
final class Expiry {
  private final ManifestFile manifest;
  private final Map<Signal, Consumer<List<SegmentEntry>>> remove = new EnumMap<>(Signal.class);

  Expiry(ManifestFile manifest) {
    this.manifest = manifest;
  }

  /** How the segments of a signal are taken from readers and unlinked. */
  void connect(Signal signal, Consumer<List<SegmentEntry>> removal) {
    remove.put(signal, removal);
  }

  /** Removes segments of a signal in which every item lies before the time. */
  void before(Signal signal, long unixNano) {
    List<SegmentEntry> old =
        manifest.current().segments(signal).stream()
            .filter(entry -> entry.maxUnixNano() < unixNano)
            .toList();
    remove(signal, old);
  }

  /**
   * Removes the oldest segments, of whatever signal, until all of them fit.
   *
   * @param limitBytes what segments and rollups may take together
   */
  void beyond(long limitBytes) {
    Manifest now = manifest.current();
    long size =
        now.segments().stream().mapToLong(SegmentEntry::sizeBytes).sum()
            + now.rollups().stream().mapToLong(rollup -> rollup.sizeBytes()).sum();
    List<SegmentEntry> oldestFirst = new ArrayList<>(now.segments());
    oldestFirst.sort(Comparator.comparingLong(SegmentEntry::maxUnixNano));
    for (SegmentEntry entry : oldestFirst) {
      if (size <= limitBytes) {
        return;
      }
      remove(entry.signal(), List.of(entry));
      size -= entry.sizeBytes();
    }
  }

  private void remove(Signal signal, List<SegmentEntry> old) {
    if (old.isEmpty()) {
      return;
    }
    manifest.change(known -> known.without(signal, old));
    Consumer<List<SegmentEntry>> removal = remove.get(signal);
    if (removal != null) {
      removal.accept(old);
    }
  }
}
