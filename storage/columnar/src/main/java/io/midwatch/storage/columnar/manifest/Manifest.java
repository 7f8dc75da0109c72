package io.midwatch.storage.columnar.manifest;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.SourceProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The listed files and how far they cover the log. A file that is not listed does not exist,
 * whatever the folder says. Immutable: each change gives another manifest.
 *
 * @param nextFile number of the next file to be made; grows, so that a name is never used twice
 * @param logFrom nothing before this log position is needed any more
 * @param segments in the order they were sealed
 * @param rollupPosition the last log position counted in the listed rollup files, -1 before any
 * @param progressPosition the last log position that is counted in {@code progress}
 * @param progress how far each source's data had come there
 */
public record Manifest(
    long nextFile,
    long logFrom,
    List<SegmentEntry> segments,
    List<RollupEntry> rollups,
    long rollupPosition,
    Map<Signal, SignalTotals> totals,
    long progressPosition,
    List<SourceProgress> progress) {
  public static final Manifest EMPTY =
      new Manifest(1, 0, List.of(), List.of(), -1, Map.of(), -1, List.of());

  public Manifest {
    segments = List.copyOf(segments);
    rollups = List.copyOf(rollups);
    Map<Signal, SignalTotals> counted = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      counted.put(signal, totals.getOrDefault(signal, SignalTotals.NONE));
    }
    totals = Map.copyOf(counted);
    progress = List.copyOf(progress);
  }

  public SignalTotals totals(Signal signal) {
    return totals.getOrDefault(signal, SignalTotals.NONE);
  }

  /** The listed segments of a signal. */
  public List<SegmentEntry> segments(Signal signal) {
    return segments.stream().filter(entry -> entry.signal() == signal).toList();
  }

  /** The same files with the next name taken. */
  public Manifest withNextFile() {
    return new Manifest(
        nextFile + 1,
        logFrom,
        segments,
        rollups,
        rollupPosition,
        totals,
        progressPosition,
        progress);
  }

  /** With a newly sealed segment, which covers its signal's log up to its last position. */
  public Manifest withSealed(SegmentEntry sealed, long duplicates) {
    List<SegmentEntry> more = new ArrayList<>(segments);
    more.add(sealed);
    return new Manifest(
            nextFile, logFrom, more, rollups, rollupPosition, totals, progressPosition, progress)
        .withDropped(sealed.signal(), sealed.lastPosition(), duplicates);
  }

  /**
   * With items of a signal that are stored already, and its log covered up to the position they
   * were read by.
   */
  public Manifest withDropped(Signal signal, long lastPosition, long duplicates) {
    return withTotals(
        signal,
        known ->
            new SignalTotals(
                Math.max(known.sealedThrough(), lastPosition),
                known.expired(),
                known.duplicates() + duplicates));
  }

  /**
   * With one segment in the place of several that it holds the items of; an item it has once and
   * they had twice counts as a duplicate.
   */
  public Manifest withMerged(Collection<SegmentEntry> old, SegmentEntry merged) {
    List<SegmentEntry> now = new ArrayList<>(segments);
    int at = now.indexOf(old.iterator().next());
    now.set(at, merged);
    now.removeAll(old);
    long dropped = old.stream().mapToLong(SegmentEntry::items).sum() - merged.items();
    return new Manifest(
            nextFile, logFrom, now, rollups, rollupPosition, totals, progressPosition, progress)
        .withTotals(
            merged.signal(),
            known ->
                new SignalTotals(
                    known.sealedThrough(), known.expired(), known.duplicates() + dropped));
  }

  /** Without segments whose time is over; their items count as expired. */
  public Manifest without(Signal signal, Collection<SegmentEntry> gone) {
    List<SegmentEntry> kept = new ArrayList<>(segments);
    kept.removeAll(gone);
    long items = gone.stream().mapToLong(SegmentEntry::items).sum();
    return new Manifest(
            nextFile, logFrom, kept, rollups, rollupPosition, totals, progressPosition, progress)
        .withTotals(
            signal,
            known ->
                new SignalTotals(
                    known.sealedThrough(), known.expired() + items, known.duplicates()));
  }

  /** The same files; the log is needed from here on. */
  public Manifest withLogFrom(long position) {
    return new Manifest(
        nextFile, position, segments, rollups, rollupPosition, totals, progressPosition, progress);
  }

  /** With exactly these rollup files, which cover the log up to the position. */
  public Manifest withRollups(List<RollupEntry> files, long position) {
    return new Manifest(
        nextFile, logFrom, segments, files, position, totals, progressPosition, progress);
  }

  public Manifest withProgress(long position, List<SourceProgress> now) {
    return new Manifest(
        nextFile, logFrom, segments, rollups, rollupPosition, totals, position, now);
  }

  private Manifest withTotals(Signal signal, UnaryOperator<SignalTotals> change) {
    Map<Signal, SignalTotals> changed = new EnumMap<>(Signal.class);
    changed.putAll(totals);
    changed.put(signal, change.apply(totals(signal)));
    return new Manifest(
        nextFile, logFrom, segments, rollups, rollupPosition, changed, progressPosition, progress);
  }
}
