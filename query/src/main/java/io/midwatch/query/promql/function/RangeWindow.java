package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Annotations;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.Arrays;

/**
 * The samples of one series in a left-open range that slides over a grid, numbers and histograms
 * apart, without marks of an end. Mutable and reused: it is the innermost loop of a range query.
 */
public final class RangeWindow {
  private static final FloatHistogram[] NO_HISTOGRAMS = {};

  private final Annotations annotations;
  private final TextRange place;
  private final double widthSeconds;
  private final long widthMillis;
  private Labels labels = Labels.EMPTY;
  private long[] times = new long[64];
  private double[] values = new double[64];
  private int size;
  private long[] histogramTimes = new long[0];
  private FloatHistogram[] histograms = NO_HISTOGRAMS;
  private int histogramSize;
  private int from;
  private int to;
  private int histogramFrom;
  private int histogramTo;
  private long endMillis;
  private long evaluatedMillis;

  public RangeWindow(Annotations annotations, TextRange place, long widthMillis) {
    this.annotations = annotations;
    this.place = place;
    this.widthMillis = widthMillis;
    this.widthSeconds = widthMillis / 1000.0;
  }

  /** Starts with the samples of a series. */
  public void load(Labels of, SampleBuffer samples) {
    labels = of;
    size = 0;
    histogramSize = 0;
    from = 0;
    to = 0;
    histogramFrom = 0;
    histogramTo = 0;
    if (times.length < samples.size()) {
      times = new long[samples.size()];
      values = new double[samples.size()];
    }
    for (int i = 0; i < samples.size(); i++) {
      FloatHistogram histogram = samples.histogram(i);
      if (histogram != null) {
        add(samples.time(i), histogram);
      } else if (!io.midwatch.query.promql.series.Column.isAbsent(samples.value(i))) {
        times[size] = samples.time(i);
        values[size++] = samples.value(i);
      }
    }
  }

  private void add(long time, FloatHistogram histogram) {
    if (histogramSize == histograms.length) {
      int larger = Math.max(16, 2 * histogramSize);
      histogramTimes = Arrays.copyOf(histogramTimes, larger);
      histograms = Arrays.copyOf(histograms, larger);
    }
    histogramTimes[histogramSize] = time;
    histograms[histogramSize++] = histogram;
  }

  /** Slides on to a range that ends at a time; ends must not decrease. */
  public void slide(long end, long evaluated) {
    endMillis = end;
    evaluatedMillis = evaluated;
    long start = end - widthMillis;
    while (from < size && times[from] <= start) {
      from++;
    }
    to = Math.max(to, from);
    while (to < size && times[to] <= end) {
      to++;
    }
    while (histogramFrom < histogramSize && histogramTimes[histogramFrom] <= start) {
      histogramFrom++;
    }
    histogramTo = Math.max(histogramTo, histogramFrom);
    while (histogramTo < histogramSize && histogramTimes[histogramTo] <= end) {
      histogramTo++;
    }
  }

  /** Numbers and histograms in the range. */
  public int samples() {
    return count() + histogramCount();
  }

  int count() {
    return to - from;
  }

  double value(int position) {
    return values[from + position];
  }

  long time(int position) {
    return times[from + position];
  }

  double last() {
    return values[to - 1];
  }

  int histogramCount() {
    return histogramTo - histogramFrom;
  }

  FloatHistogram histogram(int position) {
    return histograms[histogramFrom + position];
  }

  long histogramTime(int position) {
    return histogramTimes[histogramFrom + position];
  }

  FloatHistogram lastHistogram() {
    return histograms[histogramTo - 1];
  }

  /** Whether the newest sample is a histogram. */
  boolean endsWithHistogram() {
    return histogramCount() > 0
        && (count() == 0 || histogramTimes[histogramTo - 1] > times[to - 1]);
  }

  long startMillis() {
    return endMillis - widthMillis;
  }

  long endMillis() {
    return endMillis;
  }

  /** When the expression is evaluated, without offset. */
  long evaluatedMillis() {
    return evaluatedMillis;
  }

  double widthSeconds() {
    return widthSeconds;
  }

  String metric() {
    return labels.metric();
  }

  void warn(String text) {
    annotations.warn(text, place);
  }

  void info(String text) {
    annotations.info(text, place);
  }
}
