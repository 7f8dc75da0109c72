package io.midwatch.query.promql.script;

import com.google.re2j.Pattern;
import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.histogram.HistogramArithmetic;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The series a script has loaded. Remembers whether histograms were read. */
final class ScriptStorage implements SeriesSource {
  private final Map<Labels, TreeMap<Long, SeriesText.Sample>> series = new HashMap<>();
  private boolean histogramsRead;

  void clear() {
    series.clear();
  }

  void add(Labels labels, long timeMillis, SeriesText.Sample sample) {
    series.computeIfAbsent(labels, _ -> new TreeMap<>()).put(timeMillis, sample);
  }

  Map<Labels, TreeMap<Long, SeriesText.Sample>> series() {
    return series;
  }

  /** Whether histograms were read since the last call. */
  boolean takeHistogramsRead() {
    boolean read = histogramsRead;
    histogramsRead = false;
    return read;
  }

  @Override
  public List<String> select(Selection selection, Visitor visitor) {
    Predicate<Labels> matches = labels -> true;
    for (LabelMatcher matcher : selection.matchers()) {
      matches = matches.and(test(matcher));
    }
    for (Map.Entry<Labels, TreeMap<Long, SeriesText.Sample>> entry : series.entrySet()) {
      if (matches.test(entry.getKey())) {
        visitor.visit(entry.getKey(), buffer(entry.getValue(), selection));
      }
    }
    return List.of();
  }

  /** Relations between neighbours are known to the store whatever part of them is asked for. */
  private SampleBuffer buffer(TreeMap<Long, SeriesText.Sample> samples, Selection selection) {
    SampleBuffer buffer = new SampleBuffer();
    FloatHistogram before = null;
    for (Map.Entry<Long, SeriesText.Sample> entry : samples.entrySet()) {
      long time = entry.getKey();
      FloatHistogram histogram = entry.getValue().histogram();
      FloatHistogram hinted =
          histogram == null ? null : hinted(before, histogram, selection.totalsOnly());
      before = histogram;
      if (time <= selection.fromMillis() || time > selection.toMillis()) {
        continue;
      }
      if (hinted != null) {
        histogramsRead = true;
        buffer.add(time, hinted);
      } else {
        buffer.add(time, entry.getValue().value());
      }
    }
    return buffer;
  }

  private static FloatHistogram hinted(
      @Nullable FloatHistogram before, FloatHistogram now, boolean tellsResets) {
    if (now.hint() == CounterReset.GAUGE || now.hint() == CounterReset.RESET) {
      return now;
    }
    if (before == null || before.hint() == CounterReset.GAUGE) {
      return now.withHint(CounterReset.UNKNOWN);
    }
    boolean reset = HistogramArithmetic.isReset(before, now.withHint(CounterReset.UNKNOWN));
    // Prometheus' own store forgets the resets it finds itself (prometheus#15346).
    CounterReset found = tellsResets ? CounterReset.RESET : CounterReset.UNKNOWN;
    return now.withHint(reset ? found : CounterReset.NOT_RESET);
  }

  private static Predicate<Labels> test(LabelMatcher matcher) {
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> labels -> labels.get(matcher.label()).equals(value);
      case NOT_EQUAL -> labels -> !labels.get(matcher.label()).equals(value);
      case MATCHES -> {
        Pattern pattern = Pattern.compile(value, Pattern.DOTALL);
        yield labels -> pattern.matches(labels.get(matcher.label()));
      }
      case NOT_MATCHES -> {
        Pattern pattern = Pattern.compile(value, Pattern.DOTALL);
        yield labels -> !pattern.matches(labels.get(matcher.label()));
      }
    };
  }
}
