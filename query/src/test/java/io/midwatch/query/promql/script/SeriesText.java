package io.midwatch.query.promql.script;

import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Expr;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that describes a series: {@code x{a="b"} 1 _ 2+3x4 stale {{count:2 sum:3}}x2}.
 *
 * @param samples null where there is none
 */
record SeriesText(Labels labels, List<@Nullable Sample> samples) {
  private static final String NUMBER =
      "(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?" + "|(?i:inf|nan))";
  private static final Pattern ITEM =
      Pattern.compile("([+-]?" + NUMBER + ")(?:(?:([+-]" + NUMBER + "))?x([0-9]+))?");
  private static final Pattern HISTOGRAM =
      Pattern.compile("\\{\\{(.*?)}}(?:(?:([+-])\\{\\{(.*?)}})?x([0-9]+))?");

  /** A number, or a histogram when there is one. */
  record Sample(double value, @Nullable FloatHistogram histogram, boolean hintGiven) {
    static Sample of(double value) {
      return new Sample(value, null, false);
    }
  }

  static SeriesText parse(String line) {
    int end = labelsEnd(line);
    return new SeriesText(labels(line.substring(0, end).strip()), samples(line.substring(end)));
  }

  private static int labelsEnd(String line) {
    int at = 0;
    while (at < line.length()
        && !Character.isWhitespace(line.charAt(at))
        && line.charAt(at) != '{') {
      at++;
    }
    int brace = at;
    while (brace < line.length() && Character.isWhitespace(line.charAt(brace))) {
      brace++;
    }
    if (line.startsWith("{{", brace) || !line.startsWith("{", brace)) {
      return at;
    }
    char quote = 0;
    for (int i = brace; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '}') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no series: " + line);
  }

  private static Labels labels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    String inner = text.replaceAll("\\s*\\{\\s*}$", "");
    if (inner.isEmpty()) {
      return Labels.EMPTY;
    }
    Expr.VectorSelector selector = Parser.parseSelector(inner);
    for (LabelMatcher matcher : selector.matchers()) {
      labels.put(matcher.label(), matcher.value());
    }
    return Labels.of(labels);
  }

  private static List<@Nullable Sample> samples(String text) {
    List<@Nullable Sample> samples = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("{{", at)) {
        Matcher matcher = HISTOGRAM.matcher(text);
        if (!matcher.find(at)) {
          throw new IllegalArgumentException("no histogram: " + text.substring(at));
        }
        histograms(matcher, samples);
        at = matcher.end();
      } else {
        int end = at;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
          end++;
        }
        item(text.substring(at, end), samples);
        at = end;
      }
    }
    return samples;
  }

  private static void item(String word, List<@Nullable Sample> samples) {
    if (word.startsWith("_")) {
      int times = word.startsWith("_x") ? Integer.parseInt(word.substring(2)) : 1;
      for (int i = 0; i < times; i++) {
        samples.add(null);
      }
      return;
    }
    if (word.equals("stale")) {
      samples.add(Sample.of(Column.ABSENT));
      return;
    }
    Matcher matcher = ITEM.matcher(word);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no sample: " + word);
    }
    double value = number(matcher.group(1));
    double step = matcher.group(2) == null ? 0 : number(matcher.group(2));
    int times = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    for (int i = 0; i <= times; i++) {
      samples.add(Sample.of(value));
      value += step;
    }
  }

  static double number(String text) {
    Double value = Numbers.parse(text);
    if (value == null) {
      throw new IllegalArgumentException("no number: " + text);
    }
    return value;
  }

  private static void histograms(Matcher matcher, List<@Nullable Sample> samples) {
    boolean hinted = matcher.group(1).contains("counter_reset_hint");
    FloatHistogram histogram = HistogramText.parse(matcher.group(1));
    int times = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    for (int i = 0; i <= times; i++) {
      samples.add(new Sample(0, histogram, hinted));
      if (matcher.group(3) != null && i < times) {
        FloatHistogram step = HistogramText.parse(matcher.group(3));
        CounterReset hint = histogram.hint();
        HistogramArithmetic.Combined next =
            matcher.group(2).equals("+")
                ? HistogramArithmetic.add(histogram, step)
                : HistogramArithmetic.subtract(histogram, step);
        if (next == null) {
          throw new IllegalArgumentException("histograms do not add: " + matcher.group());
        }
        histogram = next.histogram().withHint(hint);
      }
    }
  }
}
