package io.midwatch.storage.columnar.metric;

import io.midwatch.model.SeriesIdentity;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import java.util.Map;

/**
 * Where metric points go first: one buffer that takes writes, exchanged for an empty one when it is
 * to be sealed. One writer for everything that changes; {@link #current()} is for readers too.
 *
 * <pre>{@code
 * hot.append(batch, decoder);
 * hot.publish();
 * HotPoints frozen = hot.rotate();   // stays readable until its file is listed
 * }</pre>
 */
public final class MetricHot {
  private final int maxSeries;
  private final int remembered;
  private volatile HotPoints points;
  private PointAppender appender;

  /**
   * @param maxSeries most series of one buffer; points of others are refused and counted
   * @param totals what series of deltas added up to before, as the newest file says
   */
  public MetricHot(int maxSeries, Map<SeriesIdentity, RunningTotal> totals) {
    this(maxSeries, maxSeries, totals);
  }

  /**
   * @param maxSeries most series of one buffer; points of others are refused and counted
   * @param remembered of how many series is kept what is not in the buffer: their totals before,
   *     and how they were sent
   * @param totals what series of deltas added up to before, as the newest file says
   */
  public MetricHot(int maxSeries, int remembered, Map<SeriesIdentity, RunningTotal> totals) {
    this.maxSeries = maxSeries;
    this.remembered = remembered;
    this.points = new HotPoints(maxSeries, totals);
    this.appender = new PointAppender(points, remembered);
  }

  /** The buffer that takes writes. */
  public HotPoints current() {
    return points;
  }

  /** Where a decoder writes points of the current buffer; another after {@link #rotate()}. */
  public PointAppender appender() {
    return appender;
  }

  /**
   * Appends the points of a batch and returns how many were stored: duplicates within the buffer
   * and points of refused series are not. They are seen after {@link #publish()}.
   */
  public int append(EncodedBatch batch, BatchDecoder decoder) {
    long before = appender.stored();
    decoder.decodePoints(batch, appender);
    return (int) (appender.stored() - before);
  }

  /** Lets readers see everything that was appended. */
  public void publish() {
    points.publish();
  }

  /** Publishes and freezes the buffer, and begins an empty one. */
  public HotPoints rotate() {
    HotPoints frozen = points;
    frozen.publish();
    points = new HotPoints(maxSeries, frozen.totalsAfter(remembered));
    appender = new PointAppender(points, remembered);
    return frozen;
  }
}
