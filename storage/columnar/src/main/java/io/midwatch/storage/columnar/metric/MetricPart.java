package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.query.MetricMetadata;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;

/**
 * Metric points that are read together: a hot buffer as far as it was published, or a sealed file.
 * Series have numbers of the part's own. Thread-safe.
 */
public abstract sealed class MetricPart permits HotPoints, MetricSegment {
  /** Points that can be read. */
  public abstract long pointCount();

  /** Time of the earliest point, the greatest long when there is none. */
  public abstract long minTimeUnixNano();

  /** Time of the latest point, the least long when there is none. */
  public abstract long maxTimeUnixNano();

  /** Memory it takes, roughly; what is mapped does not count. */
  public abstract long memoryBytes();

  abstract LabelIndex labels();

  /** Cheaper than {@link #series}. */
  abstract SeriesIdentity identity(int number);

  abstract RegisteredSeries series(int number);

  /** Has {@link #series} answer with an equal one from now on, so that parts share it. */
  void share(int number, RegisteredSeries equal) {}

  /** What the point of the series that was stored last was sent with. */
  abstract SentWith sent(int number);

  /** The points of a series in pieces that may overlap; those stored first come first. */
  abstract List<Piece> pieces(int number);

  /** What a series of deltas added up to before this part; zero for others. */
  abstract RunningTotal totalBefore(int number);

  /** Every metric with the name its series have, in the order of their label sets. */
  abstract List<MetricMetadata> metadata();

  /** Some points of a series. */
  interface Piece {
    /** No point is before it. */
    long minTime();

    /** No point is after it. */
    long maxTime();

    /** Points by time, then start: all of the range, perhaps others around them. */
    PointColumns read(TimeRange range);

    /** Times and values of what {@link #read} gives. */
    default NumberColumns readNumbers(TimeRange range) {
      return NumberColumns.of(read(range));
    }

    /** Every point by time, then start. */
    PointColumns readAll();

    /** Whether a point lies in the range. */
    default boolean anyIn(TimeRange range) {
      if (maxTime() < range.fromUnixNano() || minTime() >= range.toUnixNano()) {
        return false;
      }
      if (range.contains(minTime()) || range.contains(maxTime())) {
        return true;
      }
      PointColumns points = read(range);
      int at = points.firstAt(range.fromUnixNano());
      return at < points.size && range.contains(points.times[at]);
    }
  }
}
