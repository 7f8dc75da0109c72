package io.midwatch.storage.columnar;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.manifest.Manifest;
import io.midwatch.storage.columnar.manifest.SegmentEntry;
import io.midwatch.storage.columnar.metric.HotPoints;
import io.midwatch.storage.columnar.metric.MetricHot;
import io.midwatch.storage.columnar.metric.MetricPart;
import io.midwatch.storage.columnar.metric.MetricSegment;
import io.midwatch.storage.columnar.metric.MetricSegmentWriter;
import io.midwatch.storage.columnar.metric.PointAppender;
import io.midwatch.storage.columnar.metric.RunningTotal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.wal.disk.Disk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The metric points, hot and sealed. One writer, one sealer, any number of readers. */
final class MetricSignal implements Ingest.HotSignal, Sealing {
  /** A buffer that has so many is full. */
  private static final int MOST_SERIES = 1_000_000;

  /** Of those, how many may come in one request: none of 128 MB has eight million points. */
  private static final int MOST_AT_ONCE = 8;

  /** Points a series should have in a buffer that is sealed, and how much room that may take. */
  private static final int POINTS_EACH = 64;

  private static final int MOST_ROOM = 8;

  private final Disk disk;
  private final BatchDecoder decoder;
  private final int maxPoints;
  private final int mostSeries;
  private final LongConsumer times;
  private final MetricHot hot;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile State state;
  private volatile long firstPosition = -1;
  private volatile long lastPosition = -1;
  private volatile Instant since = Instant.MAX;

  /** Points in the active buffer, published or not. */
  private volatile int activePoints;

  /** One listed segment. */
  record Sealed(SegmentEntry entry, MetricSegment segment) {}

  /** A full buffer and the part of the log it holds. */
  private record Waiting(HotPoints points, long firstPosition, long lastPosition) {}

  private record State(
      List<Sealed> sealed, List<Waiting> waiting, HotPoints active, List<Broken> broken) {}

  /**
   * @param times told the time of every point that is read from a batch
   */
  MetricSignal(
      Disk disk,
      BatchDecoder decoder,
      int maxPoints,
      List<Sealed> listed,
      List<Broken> unreadable,
      LongConsumer times) {
    this(disk, decoder, maxPoints, MOST_SERIES, listed, unreadable, times);
  }

  /**
   * @param mostSeries a buffer that has so many is full; the last request may bring it beyond
   */
  MetricSignal(
      Disk disk,
      BatchDecoder decoder,
      int maxPoints,
      int mostSeries,
      List<Sealed> listed,
      List<Broken> unreadable,
      LongConsumer times) {
    List<Sealed> sealed = new ArrayList<>(listed);
    List<Broken> broken = new ArrayList<>(unreadable);
    this.disk = disk;
    this.decoder = decoder;
    this.maxPoints = maxPoints;
    this.mostSeries = mostSeries;
    this.times = times;
    this.hot = new MetricHot(MOST_AT_ONCE * mostSeries, mostSeries, totalsAfter(sealed, broken));
    this.state = new State(List.copyOf(sealed), List.of(), hot.current(), List.copyOf(broken));
  }

  /** What deltas add up to after the last segment that says so; those after it are taken out. */
  private static Map<SeriesIdentity, RunningTotal> totalsAfter(
      List<Sealed> sealed, List<Broken> broken) {
    while (!sealed.isEmpty()) {
      Sealed last = sealed.getLast();
      try {
        return last.segment().totalsAfter();
      } catch (StoreException e) {
        sealed.removeLast();
        broken.add(Broken.of(last.entry(), e, last.segment()::close));
      }
    }
    return Map.of();
  }

  /** Buffers that are in no segment yet. */
  List<MetricPart> hot() {
    State now = state;
    List<MetricPart> parts = new ArrayList<>();
    now.waiting.forEach(waiting -> parts.add(waiting.points()));
    parts.add(now.active);
    return parts;
  }

  /** Segments that cannot be read. */
  List<Broken> broken() {
    return state.broken;
  }

  /** Leaves the segment that a failure names out of all further questions; null for none. */
  @Nullable Broken takeOut(StoreException failure) {
    lock.lock();
    try {
      State now = state;
      for (Sealed each : now.sealed) {
        if (Broken.isNamed(each.entry(), failure)) {
          Broken broken = Broken.of(each.entry(), failure, each.segment()::close);
          List<Sealed> sealed = new ArrayList<>(now.sealed);
          sealed.remove(each);
          List<Broken> all = new ArrayList<>(now.broken);
          all.add(broken);
          state = new State(List.copyOf(sealed), now.waiting, now.active, List.copyOf(all));
          return broken;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the segment a failure names was taken out, perhaps by another question just now. */
  boolean isOut(StoreException failure) {
    return state.broken.stream().anyMatch(each -> Broken.isNamed(each.entry(), failure));
  }

  /** Forgets segments that are listed no more. */
  void forget(Collection<SegmentEntry> gone) {
    lock.lock();
    try {
      State now = state;
      List<Broken> left = new ArrayList<>(now.broken);
      left.removeIf(each -> gone.contains(each.entry()));
      state = new State(now.sealed, now.waiting, now.active, List.copyOf(left));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Signal signal() {
    return Signal.METRICS;
  }

  /** Every point that is published, those stored first first. */
  List<MetricPart> parts() {
    State now = state;
    List<MetricPart> parts = new ArrayList<>();
    now.sealed.forEach(sealed -> parts.add(sealed.segment()));
    now.waiting.forEach(waiting -> parts.add(waiting.points()));
    parts.add(now.active);
    return parts;
  }

  List<Sealed> sealed() {
    return state.sealed;
  }

  @Override
  public int append(long position, EncodedBatch batch, Instant now) {
    if (activePoints > 0
        && (activePoints + batch.acceptedCount() > room()
            || hot.current().registry().size() >= mostSeries)) {
      turnOver();
    }
    if (firstPosition < 0) {
      firstPosition = position;
      since = now;
    }
    lastPosition = position;
    PointAppender appender = hot.appender();
    int before = (int) appender.stored();
    decoder.decodePoints(batch, new TimedPoints(appender, times));
    activePoints = (int) appender.stored();
    return activePoints - before;
  }

  /** Many series get more room, or a file would have a handful of points of each. */
  private long room() {
    long wanted = (long) hot.current().registry().size() * POINTS_EACH;
    return Math.max(maxPoints, Math.min(wanted, (long) maxPoints * MOST_ROOM));
  }

  @Override
  public void publish() {
    hot.publish();
  }

  @Override
  public void turnOver() {
    lock.lock();
    try {
      if (activePoints == 0) {
        return;
      }
      State now = state;
      List<Waiting> waiting = new ArrayList<>(now.waiting);
      waiting.add(new Waiting(hot.rotate(), firstPosition, lastPosition));
      firstPosition = -1;
      activePoints = 0;
      since = Instant.MAX;
      state = new State(now.sealed, List.copyOf(waiting), hot.current(), now.broken);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int waiting() {
    return state.waiting.size();
  }

  @Override
  public Instant activeSince() {
    return activePoints == 0 ? Instant.MAX : since;
  }

  @Override
  public long firstUnsealed(boolean sealing) {
    lock.lock(); // a buffer that is being turned over is active or waiting, never neither
    try {
      State now = state;
      int next = sealing ? 1 : 0;
      if (now.waiting.size() > next) {
        return now.waiting.get(next).firstPosition();
      }
      return activePoints == 0 ? Long.MAX_VALUE : firstPosition;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable Job nextToSeal() {
    List<Waiting> waiting = state.waiting;
    return waiting.isEmpty() ? null : new PointsJob(waiting.getFirst());
  }

  /** Puts segments in the place of others: none when they are too old, one when they are merged. */
  void replace(Collection<Sealed> old, List<Sealed> with) {
    lock.lock();
    try {
      State now = state;
      List<Sealed> sealed = new ArrayList<>(now.sealed);
      int at = 0; // a part that was found damaged just now is not there any more
      while (at < sealed.size() && !old.contains(sealed.get(at))) {
        at++;
      }
      sealed.addAll(at, with);
      sealed.removeAll(old);
      state = new State(List.copyOf(sealed), now.waiting, now.active, now.broken);
    } finally {
      lock.unlock();
    }
  }

  /** Every listed segment, of one moment. */
  List<SegmentEntry> entries() {
    State now = state;
    List<SegmentEntry> entries = new ArrayList<>();
    now.sealed.forEach(each -> entries.add(each.entry()));
    now.broken.forEach(each -> entries.add(each.entry()));
    return entries;
  }

  /** Items dropped as duplicates in buffers that are not sealed yet. */
  long hotDuplicates() {
    State now = state;
    return now.active.duplicates()
        + now.waiting.stream().mapToLong(waiting -> waiting.points().duplicates()).sum();
  }

  /** One buffer on its way into a segment. */
  private final class PointsJob implements Job {
    private final Waiting from;
    private @Nullable Sealed written;

    PointsJob(Waiting from) {
      this.from = from;
    }

    @Override
    public UnaryOperator<Manifest> write(Supplier<String> names) {
      String file = names.get();
      HotPoints points = from.points();
      long size = MetricSegmentWriter.write(points, disk, file);
      SegmentEntry entry =
          new SegmentEntry(
              Signal.METRICS,
              file,
              points.pointCount(),
              points.minTimeUnixNano(),
              points.maxTimeUnixNano(),
              from.firstPosition(),
              from.lastPosition(),
              size);
      written = new Sealed(entry, MetricSegment.open(disk, file));
      return known -> known.withSealed(entry, points.duplicates());
    }

    @Override
    public void install() {
      Sealed segment = written;
      if (segment == null) {
        throw new IllegalStateException("nothing was written");
      }
      lock.lock();
      try {
        State now = state;
        List<Sealed> sealed = new ArrayList<>(now.sealed);
        sealed.add(segment);
        List<Waiting> waiting = new ArrayList<>(now.waiting);
        waiting.remove(from);
        state = new State(List.copyOf(sealed), List.copyOf(waiting), now.active, now.broken);
      } finally {
        lock.unlock();
      }
    }
  }
}
