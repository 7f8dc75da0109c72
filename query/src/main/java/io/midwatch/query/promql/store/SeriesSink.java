package io.midwatch.query.promql.store;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects the series that stored ones are taken apart to, until all parts of a label set have
 * come. Not thread-safe.
 */
final class SeriesSink {
  private final Matchers matchers;
  private final long fromMillis;
  private final long toMillis;
  private final Map<Labels, Samples> series = new LinkedHashMap<>();

  /** Buffers of series that were handed over: a query reads thousands of series one by one. */
  private final List<Samples> free = new ArrayList<>();

  /**
   * The samples of one label set: in order as long as they come so, sorted by time when two stored
   * series share labels. Samples outside the range are left out.
   */
  final class Samples {
    private final SampleBuffer buffer = new SampleBuffer();
    private boolean ordered = true;
    private long last = Long.MIN_VALUE;

    private Samples() {}

    void add(long timeMillis, double value) {
      if (takes(timeMillis)) {
        buffer.add(timeMillis, value);
      }
    }

    void add(long timeMillis, FloatHistogram histogram) {
      if (takes(timeMillis)) {
        buffer.add(timeMillis, histogram);
      }
    }

    void end(long timeMillis) {
      if (takes(timeMillis)) {
        buffer.end(timeMillis);
      }
    }

    private boolean takes(long timeMillis) {
      if (timeMillis <= fromMillis || timeMillis > toMillis) {
        return false;
      }
      ordered &= last < timeMillis;
      last = timeMillis;
      return true;
    }

    private void clear() {
      buffer.clear();
      ordered = true;
      last = Long.MIN_VALUE;
    }
  }

  /**
   * @param fromMillis exclusive
   * @param toMillis inclusive
   */
  SeriesSink(Matchers matchers, long fromMillis, long toMillis) {
    this.matchers = matchers;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
  }

  boolean wants(Labels labels) {
    return matchers.accept(labels);
  }

  boolean wantsName(String name) {
    return matchers.acceptName(name);
  }

  /** Where samples of a label set go until the next {@link #flush}. */
  Samples samples(Labels labels) {
    return series.computeIfAbsent(labels, _ -> free.isEmpty() ? new Samples() : free.removeLast());
  }

  /** Hands over what has come and forgets it. */
  void flush(SeriesSource.Visitor visitor) {
    series.forEach((labels, samples) -> {
      if (samples.buffer.size() > 0) {
        visitor.visit(labels, samples.ordered ? samples.buffer : sorted(samples.buffer));
      }
      samples.clear();
      free.add(samples);
    });
    series.clear();
  }

  /** By time, of two at one time the later one to come. */
  private static SampleBuffer sorted(SampleBuffer buffer) {
    TreeMap<Long, Integer> positions = new TreeMap<>();
    for (int i = 0; i < buffer.size(); i++) {
      positions.put(buffer.time(i), i);
    }
    SampleBuffer sorted = new SampleBuffer();
    positions.forEach((time, position) -> {
      FloatHistogram histogram = buffer.histogram(position);
      if (histogram != null) {
        sorted.add(time, histogram);
      } else {
        sorted.add(time, buffer.value(position));
      }
    });
    return sorted;
  }
}
