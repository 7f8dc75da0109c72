package io.midwatch.query.promql.series;

import io.midwatch.query.promql.histogram.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series over a grid.
 *
 * <pre>
 * labels {job="a"}   values [1.0, absent, 3.0, 0.0]   histograms [null, null, null, H]
 * </pre>
 *
 * Mutable while it is built; who hands a column on does not change it afterwards.
 */
public final class Column {
  /**
   * The bits of a value that is not there: a signalling NaN no calculation yields, the one
   * Prometheus marks the end of a series with.
   */
  private static final long ABSENT_BITS = 0x7ff0000000000002L;

  public static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

  private final Labels labels;
  private final boolean dropName;
  private final double[] values;
  private FloatHistogram @Nullable [] histograms;

  /** Without any value yet. */
  public Column(Labels labels, boolean dropName, int size) {
    this(labels, dropName, absent(size), null);
  }

  private Column(
      Labels labels, boolean dropName, double[] values, FloatHistogram @Nullable [] histograms) {
    this.labels = labels;
    this.dropName = dropName;
    this.values = values;
    this.histograms = histograms;
  }

  private static double[] absent(int size) {
    double[] values = new double[size];
    Arrays.fill(values, ABSENT);
    return values;
  }

  public static boolean isAbsent(double value) {
    return Double.doubleToRawLongBits(value) == ABSENT_BITS;
  }

  /** The same values under other labels. */
  public Column relabelled(Labels other, boolean drop) {
    return new Column(other, drop, values, histograms);
  }

  /** This one's first value at every time of a larger grid. */
  public Column repeated(int size) {
    Column all = new Column(labels, dropName, size);
    for (int i = 0; i < size; i++) {
      all.copy(i, this, 0);
    }
    return all;
  }

  public Labels labels() {
    return labels;
  }

  /** Whether the metric's name goes in the answer; until then label functions may use it. */
  public boolean dropName() {
    return dropName;
  }

  public int size() {
    return values.length;
  }

  public boolean has(int position) {
    return !isAbsent(values[position]);
  }

  /** The number, or 0 where there is a histogram, or {@link #ABSENT}. */
  public double value(int position) {
    return values[position];
  }

  /** The histogram, or null where there is a number or nothing. */
  public @Nullable FloatHistogram histogram(int position) {
    return histograms == null ? null : histograms[position];
  }

  public boolean hasHistograms() {
    return histograms != null;
  }

  public boolean isEmpty() {
    for (double value : values) {
      if (!isAbsent(value)) {
        return false;
      }
    }
    return true;
  }

  public void set(int position, double value) {
    // A NaN with the marker's bits is a number like any other NaN.
    values[position] = isAbsent(value) ? Double.NaN : value;
    if (histograms != null) {
      clearHistogram(histograms, position);
    }
  }

  public void set(int position, FloatHistogram histogram) {
    if (histograms == null) {
      histograms = new FloatHistogram[values.length];
    }
    histograms[position] = histogram;
    values[position] = 0;
  }

  public void remove(int position) {
    values[position] = ABSENT;
    if (histograms != null) {
      clearHistogram(histograms, position);
    }
  }

  /** Takes what the other one has at a position, or has not. */
  public void copy(int position, Column other, int otherPosition) {
    FloatHistogram histogram = other.histogram(otherPosition);
    if (histogram != null) {
      set(position, histogram);
    } else {
      values[position] = other.values[otherPosition];
    }
  }

  @SuppressWarnings("NullAway") // no histogram at a position is null, which arrays cannot say
  private static void clearHistogram(FloatHistogram[] histograms, int position) {
    histograms[position] = null;
  }
}
