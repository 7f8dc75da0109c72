package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricDescriptor.Temporality;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The points of one series while they are written: those in order of time, and those that came
 * late. One writer; readers see what was published.
 */
final class SeriesBuffer {
  private final Run ordered = new Run();

  /** Null until a point comes late; set before its count is published. */
  private volatile @Nullable Late late;

  private volatile SentWith sent;
  private double addedSum;
  private long addedCount;
  private long measuredBytes;

  /** Points as they came late, and what they are called, so that none is there twice. */
  private static final class Late {
    private final Run run = new Run();
    private final Set<Name> names = new HashSet<>();
  }

  private record Name(long start, long time) {}

  /** How far a reader may look. */
  record Extent(int ordered, int late) {}

  SeriesBuffer(SentWith sent) {
    this.sent = sent;
  }

  SentWith sent() {
    return sent;
  }

  /** Adds a point unless there is one of this start and time. */
  boolean add(long start, long time, int flags, byte kind, long bits, byte[] value) {
    if (ordered.isAfter(start, time)) {
      ordered.add(start, time, flags, kind, bits, value);
      return true;
    }
    if (ordered.holds(start, time)) {
      return false;
    }
    Late others = late;
    if (others == null) {
      others = new Late();
      late = others;
    }
    if (!others.names.add(new Name(start, time))) {
      return false;
    }
    others.run.add(start, time, flags, kind, bits, value);
    return true;
  }

  /** Gives the point that was added last its exemplars; it must be the one of this time. */
  void exemplars(long start, long time, byte[] encoded) {
    Run run = ordered.isLast(start, time) ? ordered : late().run;
    run.exemplars(encoded);
  }

  private Late late() {
    Late others = late;
    if (others == null) {
      throw new IllegalStateException("no point was added");
    }
    return others;
  }

  /** What the point that was added last says beside its value. */
  void sentWith(SentWith latest) {
    sent = latest;
  }

  /** Counts a point towards the running total. */
  void count(double sum, long count) {
    addedSum += sum;
    addedCount += count;
  }

  /** The total after this buffer's points; for series of deltas only. */
  RunningTotal totalAfter(RunningTotal before) {
    return before.plus(addedSum, addedCount);
  }

  boolean isDelta() {
    return sent.metric().temporality() == Temporality.DELTA;
  }

  /** Lets readers see what was added; returns the memory that took since the last time. */
  long publish() {
    ordered.publish();
    Late others = late;
    if (others != null) {
      others.run.publish();
    }
    long before = measuredBytes;
    measuredBytes = memoryBytes();
    return measuredBytes - before;
  }

  Extent extent() {
    Late others = late;
    return new Extent(ordered.published(), others == null ? 0 : others.run.published());
  }

  long minTime(Extent extent) {
    long min = extent.ordered == 0 ? Long.MAX_VALUE : ordered.times[0];
    return extent.late == 0 ? min : Math.min(min, late().run.minTime(extent.late));
  }

  long maxTime(Extent extent) {
    long max = extent.ordered == 0 ? Long.MIN_VALUE : ordered.times[extent.ordered - 1];
    return extent.late == 0 ? max : Math.max(max, late().run.maxTime(extent.late));
  }

  /** The points of a range by time, then start. */
  PointColumns read(Extent extent, TimeRange range) {
    int from = PointColumns.firstAt(ordered.times, extent.ordered, range.fromUnixNano());
    int to = PointColumns.firstAt(ordered.times, extent.ordered, range.toUnixNano());
    return read(from, to, extent.late, range::contains);
  }

  /** Times and values of the points of a range by time. */
  NumberColumns readNumbers(Extent extent, TimeRange range) {
    if (extent.late > 0 || !ordered.isPlain()) {
      return NumberColumns.of(read(extent, range));
    }
    int from = PointColumns.firstAt(ordered.times, extent.ordered, range.fromUnixNano());
    int to = PointColumns.firstAt(ordered.times, extent.ordered, range.toUnixNano());
    return ordered.plain(from, Math.max(from, to));
  }

  /** Every point by time, then start. */
  PointColumns readAll(Extent extent) {
    return read(0, extent.ordered, extent.late, _ -> true);
  }

  private PointColumns read(int from, int to, int lateCount, LongPredicate wanted) {
    PointColumns inOrder = new PointColumns();
    inOrder.reserve(to - from);
    ordered.copy(from, to, inOrder);
    if (lateCount == 0) {
      return inOrder;
    }
    PointColumns sorted = new PointColumns();
    late().run.copySorted(lateCount, wanted, sorted);
    PointColumns merged = new PointColumns();
    PointMerge.merge(inOrder, sorted, merged);
    return merged;
  }

  private long memoryBytes() {
    Late others = late;
    long bytes = 120 + ordered.memoryBytes();
    return others == null ? bytes : bytes + others.run.memoryBytes() + 90L * others.names.size();
  }

  boolean anyIn(Extent extent, TimeRange range) {
    int at = PointColumns.firstAt(ordered.times, extent.ordered, range.fromUnixNano());
    if (at < extent.ordered && range.contains(ordered.times[at])) {
      return true;
    }
    return extent.late > 0
        && Arrays.stream(late().run.times, 0, extent.late).anyMatch(range::contains);
  }
}
