package io.midwatch.storage.contract.query;

import io.midwatch.model.PointValue;
import io.midwatch.model.SeriesIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Some points of one series by column, by time ascending: times and values, and nothing of what
 * else was sent with them. For questions that look at millions of points, which an object for each
 * would slow down.
 *
 * <pre>
 * from 1, to 4
 * timesUnixNano   …   1000  1015  1030  …
 * numbers         …      7     0   7.5  …
 * others          …      –    {…}    –  …      a histogram, a summary, or that there is no value
 * </pre>
 *
 * The arrays are the giver's: they may be longer than the block, must not be changed and hold only
 * until the visitor returns.
 *
 * @param labels the Prometheus label set with {@code __name__}, unmodifiable
 * @param others empty when every point is a number; else null where a point is one
 * @param histograms when every point is an explicit histogram of one layout; {@code numbers} and
 *     {@code others} are empty then
 * @param from position of the first point
 * @param to after the last one
 */
@SuppressWarnings("ArrayRecordComponent") // millions of points, visited and never compared
public record PointBlock(
    SeriesIdentity identity,
    SortedMap<String, String> labels,
    long[] timesUnixNano,
    double[] numbers,
    @Nullable PointValue[] others,
    @Nullable Histograms histograms,
    int from,
    int to) {
  private static final PointValue[] NONE = {};

  /**
   * Explicit histograms by column, at the positions of the times.
   *
   * <pre>
   * bounds 0.1 1     counts 7 9     sums 2.5 3.75     buckets [bound] 4 5 | 2 3 | 1 1
   * </pre>
   *
   * @param buckets by bucket, one more than bounds, then by position; each on its own
   */
  @SuppressWarnings("ArrayRecordComponent") // as the block's
  public record Histograms(List<Double> bounds, double[] counts, double[] sums, long[][] buckets) {
    public Histograms {
      bounds = List.copyOf(bounds);
    }

    /** One of them. */
    public PointValue.HistogramPoint at(int position) {
      List<Long> own = Arrays.stream(buckets).map(bucket -> bucket[position]).toList();
      return new PointValue.HistogramPoint(
          (long) counts[position], sums[position], null, null, bounds, own);
    }
  }

  /** Takes blocks one by one. */
  @FunctionalInterface
  public interface Visitor {
    /** Returns whether more are wanted. A long series may come in several blocks, in order. */
    boolean visit(PointBlock block);
  }

  /** The points of a series without what else was sent with them. */
  public static PointBlock of(Series series) {
    List<Series.Sample> samples = series.samples();
    long[] times = new long[samples.size()];
    double[] numbers = new double[times.length];
    @Nullable PointValue[] others = NONE;
    for (int i = 0; i < times.length; i++) {
      times[i] = samples.get(i).timeUnixNano();
      switch (samples.get(i).value()) {
        case PointValue.LongPoint it -> numbers[i] = it.value();
        case PointValue.DoublePoint it -> numbers[i] = it.value();
        case PointValue other -> {
          if (others.length == 0) {
            others = new PointValue[times.length];
          }
          others[i] = other;
        }
      }
    }
    return new PointBlock(
        series.identity(), series.labels(), times, numbers, others, null, 0, times.length);
  }

  /** The histogram or summary at a position, or that there is no value; null for a number. */
  public @Nullable PointValue other(int position) {
    return others.length == 0 ? null : others[position];
  }
}
