package io.midwatch.query.promql.script;

import io.midwatch.query.promql.histogram.BucketCounts;
import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A native histogram as scripts write it: {@code schema:0 sum:3 count:2 buckets:[1 1]}. */
final class HistogramText {
  private static final Pattern FIELD = Pattern.compile("([a-z_]+):(\\[[^]]*]|[^\\s]+)");

  private HistogramText() {}

  static FloatHistogram parse(String text) {
    Map<String, String> fields = new HashMap<>();
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      fields.put(matcher.group(1), matcher.group(2));
    }
    int schema = (int) number(fields, "schema");
    double[] bounds = numbers(fields, "custom_values");
    return new FloatHistogram(
        schema,
        number(fields, "z_bucket_w"),
        number(fields, "z_bucket"),
        number(fields, "count"),
        number(fields, "sum"),
        BucketCounts.dense((int) number(fields, "offset"), numbers(fields, "buckets")),
        BucketCounts.dense((int) number(fields, "n_offset"), numbers(fields, "n_buckets")),
        bounds,
        CounterReset.valueOf(
            fields.getOrDefault("counter_reset_hint", "unknown").toUpperCase(Locale.ROOT)));
  }

  private static double number(Map<String, String> fields, String name) {
    String text = fields.get(name);
    return text == null ? 0 : SeriesText.number(text);
  }

  private static double[] numbers(Map<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "[]");
    String inner = text.substring(1, text.length() - 1).strip();
    return inner.isEmpty()
        ? new double[0]
        : java.util.Arrays.stream(inner.split("\\s+")).mapToDouble(SeriesText::number).toArray();
  }
}
