package io.midwatch.storage.columnar.retention;

import io.midwatch.model.Signal;
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
public final class Expiry {
  private final ManifestFile manifest;
  private final Map<Signal, Consumer<List<SegmentEntry>>> remove = new EnumMap<>(Signal.class);

  public Expiry(ManifestFile manifest) {
    this.manifest = manifest;
  }

  /** How the segments of a signal are taken from readers and unlinked. */
  public void connect(Signal signal, Consumer<List<SegmentEntry>> removal) {
    remove.put(signal, removal);
  }

  /** Removes segments of a signal in which every item lies before the time. */
  public void before(Signal signal, long unixNano) {
    List<SegmentEntry> old =
        manifest.current().segments(signal).stream()
            .filter(entry -> entry.maxUnixNano() < unixNano)
            .toList();
    remove(signal, old);
  }

  /**
   * Removes the oldest segments, of whatever signal, until they took so many bytes or more.
   *
   * @param beforeUnixNano a segment with an item at or after this time stays
   * @return bytes that were in them
   */
  long oldest(long bytes, long beforeUnixNano) {
    List<SegmentEntry> oldestFirst = new ArrayList<>(manifest.current().segments());
    oldestFirst.sort(Comparator.comparingLong(SegmentEntry::maxUnixNano));
    long removed = 0;
    for (SegmentEntry entry : oldestFirst) {
      if (removed >= bytes || entry.maxUnixNano() >= beforeUnixNano) {
        break;
      }
      remove(entry.signal(), List.of(entry));
      removed += entry.sizeBytes();
    }
    return removed;
  }

  /** What was merged into another segment meanwhile stays until it is asked for again. */
  private void remove(Signal signal, List<SegmentEntry> old) {
    if (old.isEmpty()) {
      return;
    }
    boolean _ =
        manifest.examine(known -> {
          List<SegmentEntry> listed =
              old.stream().filter(entry -> known.segments().contains(entry)).toList();
          Consumer<List<SegmentEntry>> removal = remove.get(signal);
          if (listed.isEmpty() || removal == null) {
            return false;
          }
          manifest.change(now -> now.without(signal, listed), () -> removal.accept(listed));
          return true;
        });
  }
}
