package io.midwatch.query.promql.store;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the series that stored ones are taken apart to, until all parts of a label set have
 * come. Not thread-safe.
 */
final class SeriesSink {
  private final Matchers matchers;
  private final long fromMillis;
  private final long toMillis;
  private final Map<Labels, Samples> series = new LinkedHashMap<>();

  /** In order as long as they come so; sorted by time when two stored series share labels. */
  private static final class Samples {
    private final SampleBuffer buffer = new SampleBuffer();
    private boolean ordered = true;
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

  void add(Labels labels, long timeMillis, double value) {
    Samples samples = samples(labels, timeMillis);
    if (samples != null) {
      samples.buffer.add(timeMillis, value);
    }
  }

  void add(Labels labels, long timeMillis, FloatHistogram histogram) {
    Samples samples = samples(labels, timeMillis);
    if (samples != null) {
      samples.buffer.add(timeMillis, histogram);
    }
  }

  void end(Labels labels, long timeMillis) {
    Samples samples = samples(labels, timeMillis);
    if (samples != null) {
      samples.buffer.end(timeMillis);
    }
  }

  private @Nullable Samples samples(Labels labels, long timeMillis) {
    if (timeMillis <= fromMillis || timeMillis > toMillis) {
      return null;
    }
    Samples samples = series.computeIfAbsent(labels, _ -> new Samples());
    int size = samples.buffer.size();
    samples.ordered &= size == 0 || samples.buffer.time(size - 1) < timeMillis;
    return samples;
  }

  /** Hands over what has come and forgets it. */
  void flush(SeriesSource.Visitor visitor) {
    series.forEach((labels, samples) ->
        visitor.visit(labels, samples.ordered ? samples.buffer : sorted(samples.buffer)));
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
