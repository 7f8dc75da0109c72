package io.midwatch.query.promql.function;

import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Column;
import org.jspecify.annotations.Nullable;

/** Takes the result of a function at one time. Reused from time to time. */
public final class Point {
  private double value = Column.ABSENT;
  private @Nullable FloatHistogram histogram;

  /** Forgets the result. */
  public void clear() {
    value = Column.ABSENT;
    histogram = null;
  }

  void set(double number) {
    value = Column.isAbsent(number) ? Double.NaN : number;
    histogram = null;
  }

  void set(FloatHistogram result) {
    histogram = result;
    value = 0;
  }

  /** Puts the result, if there is one, into a column. */
  public void store(Column column, int position) {
    if (histogram != null) {
      column.set(position, histogram);
    } else if (!Column.isAbsent(value)) {
      column.set(position, value);
    }
  }
}
