package io.midwatch.storage.columnar;

import io.midwatch.storage.columnar.manifest.SegmentEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Says which neighbouring segments should become one: small ones of an hour that is over, or many
 * small ones. A merged segment holds no more than a full one, and the ages of its parts are at most
 * a day apart, so that what is old goes in time.
 *
 * @param fullItems at which a hot buffer is sealed
 */
record CompactionChoice(long fullItems) {
  /** A segment with fewer items than one of so many parts of a full one is small. */
  private static final int SMALL_PART = 4;

  private static final int MANY = 8;
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  /** So long after an hour most of its data has come. */
  private static final long LATE_NANOS = Duration.ofMinutes(20).toNanos();

  /**
   * Neighbours to be merged, in order; empty when there are none.
   *
   * @param segments of one signal, in order
   * @param usable whether a segment can be read; the others part their neighbours
   */
  List<SegmentEntry> choose(
      List<SegmentEntry> segments, Predicate<SegmentEntry> usable, long nowUnixNano) {
    List<SegmentEntry> run = new ArrayList<>();
    for (SegmentEntry segment : segments) {
      if (segment.items() < fullItems / SMALL_PART && usable.test(segment)) {
        run.add(segment);
        continue;
      }
      List<SegmentEntry> found = chooseOf(run, nowUnixNano);
      if (!found.isEmpty()) {
        return found;
      }
      run.clear();
    }
    return chooseOf(run, nowUnixNano);
  }

  private List<SegmentEntry> chooseOf(List<SegmentEntry> run, long now) {
    for (int from = 0; from < run.size(); from++) {
      int to = from + 1;
      while (to < run.size() && hour(run.get(to)) == hour(run.get(from))) {
        to++;
      }
      List<SegmentEntry> fitting = fitting(run.subList(from, to));
      if (fitting.size() > 1 && now >= (hour(run.get(from)) + 1) * HOUR_NANOS + LATE_NANOS) {
        return fitting;
      }
    }
    for (int from = 0; run.size() - from >= MANY; from++) {
      List<SegmentEntry> fitting = fitting(run.subList(from, run.size()));
      if (fitting.size() >= SMALL_PART) {
        return fitting;
      }
    }
    return List.of();
  }

  private static long hour(SegmentEntry segment) {
    return Math.floorDiv(segment.maxUnixNano(), HOUR_NANOS);
  }

  /** As many from the first on as fit into one segment. */
  private List<SegmentEntry> fitting(List<SegmentEntry> run) {
    long items = 0;
    List<SegmentEntry> fitting = new ArrayList<>();
    for (SegmentEntry segment : run) {
      items += segment.items();
      long apart = Math.abs(segment.maxUnixNano() - run.getFirst().maxUnixNano());
      if (items > fullItems || apart > DAY_NANOS) {
        break;
      }
      fitting.add(segment);
    }
    return fitting;
  }
}
