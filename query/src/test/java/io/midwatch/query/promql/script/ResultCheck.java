package io.midwatch.query.promql.script;

import io.midwatch.query.promql.QueryResult;
import io.midwatch.query.promql.eval.RangeResult;
import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a result with what a case expects, numbers within a millionth of each other. */
final class ResultCheck {
  private static final double EPSILON = 1e-6;

  private ResultCheck() {}

  /**
   * What differs, or null.
   *
   * @param position of an instant case: where in the result's grid its time is
   */
  static @Nullable String compare(ScriptCase wanted, QueryResult result, int position) {
    if (wanted.rangeVector != null) {
      return ranges(wanted, wanted.rangeVector, result.ranges());
    }
    return switch (result.value()) {
      case null -> "a range vector instead of values";
      case Value.Text text -> text.text().equals(wanted.string) ? null : "string " + text.text();
      case Value.Scalar scalar -> scalar(wanted, scalar.values(), position);
      case Value.Vector vector -> vector(wanted, vector.columns(), position);
    };
  }

  private static @Nullable String scalar(ScriptCase wanted, double[] values, int position) {
    if (!wanted.instant()) {
      SeriesText series = wanted.series.getFirst();
      for (int i = 0; i < values.length; i++) {
        SeriesText.Sample sample = series.samples().get(i);
        if (sample == null || !near(sample.value(), values[i])) {
          return "scalars " + Arrays.toString(values);
        }
      }
      return null;
    }
    Double expected = wanted.scalar;
    return expected != null && near(expected, values[position])
        ? null
        : "scalar " + values[position] + " instead of " + expected;
  }

  private static @Nullable String vector(ScriptCase wanted, List<Column> columns, int position) {
    if (wanted.scalar != null) {
      return "a vector instead of a scalar";
    }
    Map<Labels, Column> found = new HashMap<>();
    List<Labels> order = new ArrayList<>();
    for (Column column : columns) {
      if (!wanted.instant() || column.has(position)) {
        found.put(column.labels(), column);
        order.add(column.labels());
      }
    }
    List<Labels> expected = new ArrayList<>();
    for (SeriesText series : wanted.series) {
      boolean empty = series.samples().stream().allMatch(sample -> sample == null);
      if (!empty) {
        expected.add(series.labels());
      }
      Column column = found.remove(series.labels());
      if (column == null) {
        if (empty) {
          continue;
        }
        return "no " + series.labels() + " in " + shown(columns, position);
      }
      String problem =
          wanted.instant()
              ? sample(series.samples().getFirst(), column, position)
              : samples(series, column);
      if (problem != null) {
        return series.labels() + ": " + problem;
      }
    }
    if (!found.isEmpty()) {
      return "unexpected " + new TreeSet<>(found.keySet()) + " " + shown(columns, position);
    }
    return wanted.ordered && !expected.equals(order) ? "order " + order : null;
  }

  private static String shown(List<Column> columns, int position) {
    StringBuilder text = new StringBuilder();
    for (Column column : columns) {
      text.append(column.labels()).append(' ');
      text.append(
          column.histogram(position) == null
              ? Double.toString(column.value(position))
              : String.valueOf(column.histogram(position)));
      text.append("; ");
    }
    return text.toString();
  }

  private static @Nullable String samples(SeriesText series, Column column) {
    for (int i = 0; i < Math.max(column.size(), series.samples().size()); i++) {
      SeriesText.Sample expected = i < series.samples().size() ? series.samples().get(i) : null;
      if (i >= column.size()) {
        if (expected != null) {
          return "more samples expected than steps";
        }
        continue;
      }
      String problem = sample(expected, column, i);
      if (problem != null) {
        return "step " + i + ": " + problem;
      }
    }
    return null;
  }

  private static @Nullable String sample(
      SeriesText.@Nullable Sample expected, Column column, int position) {
    FloatHistogram histogram = column.histogram(position);
    if (expected == null) {
      return column.has(position) ? "unexpected " + column.value(position) : null;
    }
    if (!column.has(position)) {
      return "absent";
    }
    return values(expected, column.value(position), histogram);
  }

  private static @Nullable String values(
      SeriesText.Sample expected, double value, @Nullable FloatHistogram histogram) {
    FloatHistogram wanted = expected.histogram();
    if (wanted == null || histogram == null) {
      boolean same = wanted == null && histogram == null && near(expected.value(), value);
      return same
          ? null
          : (histogram == null ? value : histogram)
              + " instead of "
              + (wanted == null ? expected.value() : wanted);
    }
    if (expected.hintGiven() && wanted.hint() != histogram.hint()) {
      return "hint " + histogram.hint() + " instead of " + wanted.hint();
    }
    boolean same =
        wanted.schema() == histogram.schema()
            && near(wanted.count(), histogram.count())
            && near(wanted.sum(), histogram.sum())
            && near(wanted.zeroCount(), histogram.zeroCount())
            && wanted.zeroThreshold() == histogram.zeroThreshold()
            && near(wanted.positive(), histogram.positive())
            && near(wanted.negative(), histogram.negative())
            && Arrays.equals(wanted.bounds(), histogram.bounds());
    return same ? null : describe(histogram) + " instead of " + describe(wanted);
  }

  private static String describe(FloatHistogram it) {
    return it
        + " schema "
        + it.schema()
        + " zero "
        + it.zeroThreshold()
        + " bounds "
        + Arrays.toString(it.bounds());
  }

  private static boolean near(BucketCounts wanted, BucketCounts found) {
    if (wanted.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.index(i) != found.index(i) || !near(wanted.count(i), found.count(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(double wanted, double found) {
    if (Double.isNaN(wanted) || Double.isNaN(found)) {
      return Double.isNaN(wanted) && Double.isNaN(found);
    }
    if (wanted == found) {
      return true;
    }
    double difference = Math.abs(wanted - found);
    double size = Math.abs(wanted) + Math.abs(found);
    return wanted == 0 || found == 0 || size < Double.MIN_NORMAL
        ? difference < EPSILON * Double.MIN_NORMAL
        : difference / Math.min(size, Double.MAX_VALUE) < EPSILON;
  }

  private static @Nullable String ranges(
      ScriptCase wanted, long[] grid, @Nullable List<RangeResult> ranges) {
    if (ranges == null) {
      return "values instead of a range vector";
    }
    Map<Labels, RangeResult> found = new HashMap<>();
    ranges.forEach(range -> found.put(range.labels(), range));
    for (SeriesText series : wanted.series) {
      RangeResult range = found.remove(series.labels());
      List<RangeResult.Sample> samples = range == null ? List.of() : range.samples();
      int at = 0;
      for (int i = 0; i < series.samples().size(); i++) {
        SeriesText.Sample expected = series.samples().get(i);
        long time = grid[0] + i * grid[2];
        if (expected == null) {
          continue;
        }
        if (at >= samples.size() || samples.get(at).timeMillis() != time) {
          return series.labels() + ": no sample at " + time + " in " + samples;
        }
        String problem = values(expected, samples.get(at).value(), samples.get(at).histogram());
        if (problem != null) {
          return series.labels() + ": " + problem;
        }
        at++;
      }
      if (at < samples.size()) {
        return series.labels() + ": too many samples " + samples;
      }
    }
    return found.isEmpty() ? null : "unexpected " + found.keySet();
  }
}
