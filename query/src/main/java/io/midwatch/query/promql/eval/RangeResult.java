package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series with the samples of a range, by time ascending. */
public record RangeResult(Labels labels, List<Sample> samples) {
  public RangeResult {
    samples = List.copyOf(samples);
  }

  /** A number, or a histogram when there is one. */
  public record Sample(long timeMillis, double value, @Nullable FloatHistogram histogram) {}
}
