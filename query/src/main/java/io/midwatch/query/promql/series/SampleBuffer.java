package io.midwatch.query.promql.series;

import io.midwatch.query.promql.histogram.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series by time ascending: numbers, histograms and ends of the series. Reused
 * from series to series by who reads a store, so that reading does not allocate per sample.
 */
public final class SampleBuffer {
  private long[] times = new long[64];
  private double[] values = new double[64];
  private FloatHistogram @Nullable [] histograms;
  private int size;

  /** Forgets all samples. */
  public void clear() {
    size = 0;
    histograms = null;
  }

  /** A number; {@link Column#ABSENT} for the end of the series. */
  public void add(long timeMillis, double value) {
    grow();
    times[size] = timeMillis;
    values[size] = value;
    size++;
  }

  public void add(long timeMillis, FloatHistogram histogram) {
    add(timeMillis, 0);
    if (histograms == null) {
      histograms = new FloatHistogram[times.length];
    }
    histograms[size - 1] = histogram;
  }

  /** The end of the series. */
  public void end(long timeMillis) {
    add(timeMillis, Column.ABSENT);
  }

  private void grow() {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    if (histograms != null && histograms.length < times.length) {
      histograms = Arrays.copyOf(histograms, times.length);
    }
  }

  public int size() {
    return size;
  }

  public long time(int position) {
    return times[position];
  }

  public double value(int position) {
    return values[position];
  }

  public @Nullable FloatHistogram histogram(int position) {
    return histograms == null ? null : histograms[position];
  }
}
