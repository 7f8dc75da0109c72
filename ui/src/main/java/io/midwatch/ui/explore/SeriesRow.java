package io.midwatch.ui.explore;

import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One series of an answer.
 *
 * @param name of the metric, empty when the query dropped it
 * @param labels without the name
 * @param values one a step, {@code NaN} where there is none; the row's own
 * @param last the newest value, null when there is none
 * @param least of all values, null likewise
 * @param most of all values, null likewise
 * @param histogram whether its values are native histograms, which are no numbers
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
record SeriesRow(
    String name,
    Map<String, String> labels,
    double[] values,
    @Nullable Double last,
    @Nullable Double least,
    @Nullable Double most,
    boolean histogram) {

  static SeriesRow of(Column column) {
    double[] values = new double[column.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.histogram(i) == null ? finite(column.value(i)) : Double.NaN;
    }
    Labels labels = column.labels();
    return of(labels.metric(), labels.withoutName().asMap(), values, column.hasHistograms());
  }

  /** A number at each step, of no series. */
  static SeriesRow ofScalar(double[] values) {
    double[] own = new double[values.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = finite(values[i]);
    }
    return of("", Map.of(), own, false);
  }

  private static SeriesRow of(
      String name, Map<String, String> labels, double[] values, boolean histogram) {
    Double last = null;
    Double least = null;
    Double most = null;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        last = value;
        least = least == null ? value : Math.min(least, value);
        most = most == null ? value : Math.max(most, value);
      }
    }
    return new SeriesRow(name, labels, values, last, least, most, histogram);
  }

  /** What no chart can show is as if absent. */
  private static double finite(double value) {
    return Column.isAbsent(value) || Double.isInfinite(value) ? Double.NaN : value;
  }

  /** As PromQL writes it: {@code up{job="shop"}}. */
  public String text() {
    if (labels.isEmpty() && !name.isEmpty()) {
      return name;
    }
    return name
        + labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
