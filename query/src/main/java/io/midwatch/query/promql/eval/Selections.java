package io.midwatch.query.promql.eval;

import io.midwatch.query.promql.function.Point;
import io.midwatch.query.promql.function.RangeWindow;
import io.midwatch.query.promql.histogram.CounterReset;
import io.midwatch.query.promql.histogram.FloatHistogram;
import io.midwatch.query.promql.plan.Plan;
import io.midwatch.query.promql.series.Column;
import io.midwatch.query.promql.series.Grid;
import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource.Selection;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.syntax.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads series: one at a time, each over the whole grid. */
final class Selections {
  private static final Set<String> OF_COUNTERS = Set.of("rate", "increase");
  private static final List<String> COUNTER_ENDINGS =
      List.of("_total", "_sum", "_count", "_bucket");

  /** What takes about a millisecond: wide windows that overlap are much work for few samples. */
  private static final long SAMPLES_BETWEEN_CHECKS = 100_000;

  private final Evaluation evaluation;
  private final Evaluator evaluator;

  Selections(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  /** The newest sample of each series not older than the lookback, or its time in seconds. */
  List<Column> newest(Plan.Selector selector, Grid grid, boolean times, TextRange place) {
    long first = selector.reference(grid.startMillis());
    long last = selector.reference(grid.endMillis());
    List<Column> columns = new ArrayList<>();
    evaluation.select(
        new Selection(
            selector.matchers(), first - evaluation.lookbackMillis(), last, selector.totalsOnly()),
        place,
        (labels, samples) -> {
          Column column = newest(labels, samples, selector, grid, times);
          if (!column.isEmpty()) {
            columns.add(column);
            evaluation.read(grid.size());
          }
        });
    return columns;
  }

  private Column newest(
      Labels labels, SampleBuffer samples, Plan.Selector selector, Grid grid, boolean times) {
    Column column = new Column(labels, times, grid.size());
    int next = 0;
    for (int i = 0; i < grid.size(); i++) {
      long reference = selector.reference(grid.time(i));
      while (next < samples.size() && samples.time(next) <= reference) {
        next++;
      }
      int newest = next - 1;
      if (newest < 0
          || samples.time(newest) <= reference - evaluation.lookbackMillis()
          || Column.isAbsent(samples.value(newest))) {
        continue;
      }
      FloatHistogram histogram = samples.histogram(newest);
      if (times) {
        column.set(i, samples.time(newest) / 1000.0);
      } else if (histogram != null) {
        column.set(i, histogram);
      } else {
        column.set(i, samples.value(newest));
      }
    }
    return column;
  }

  List<Column> overTime(Plan.OverTime plan, Grid grid) {
    double[] parameters = new double[grid.size()];
    Plan parameter = plan.parameter();
    if (parameter != null) {
      parameters = ((Value.Scalar) evaluator.evaluate(parameter, grid)).values();
    }
    if (plan.name().equals("quantile_over_time") && parameter != null) {
      Aggregations.checkQuantiles(evaluation.annotations(), parameters, parameter.place());
    }
    double[] given = parameters;
    List<Column> columns = new ArrayList<>();
    RangeWindow window =
        new RangeWindow(evaluation.annotations(), plan.range().place(), plan.range().widthMillis());
    each(
        plan.range(),
        grid,
        (labels, dropName, samples) -> {
          window.load(labels, samples);
          Column column = new Column(labels, dropName || !plan.keepsName(), grid.size());
          slide(plan, window, given, grid, column);
          if (!column.isEmpty()) {
            columns.add(column);
            remark(plan, column);
          }
        });
    return columns;
  }

  private void slide(
      Plan.OverTime plan, RangeWindow window, double[] parameters, Grid grid, Column column) {
    Point point = new Point();
    Plan.Selector when = when(plan.range());
    long unchecked = 0;
    for (int i = 0; i < grid.size(); i++) {
      window.slide(when.reference(grid.time(i)), grid.time(i));
      unchecked += window.samples();
      if (unchecked > SAMPLES_BETWEEN_CHECKS) {
        evaluation.check();
        unchecked = 0;
      }
      if (window.samples() > 0) {
        point.clear();
        plan.function().apply(window, parameters[i], point);
        point.store(column, i);
      }
    }
  }

  private static Plan.Selector when(Plan.Range range) {
    return switch (range) {
      case Plan.Range.Stored it -> it.selector();
      case Plan.Range.Resampled it -> it.when();
    };
  }

  /** Prometheus guesses from the name that something may be no counter. */
  private void remark(Plan.OverTime plan, Column column) {
    String metric = column.labels().metric();
    if (!OF_COUNTERS.contains(plan.name())
        || metric.isEmpty()
        || COUNTER_ENDINGS.stream().anyMatch(metric::endsWith)) {
      return;
    }
    for (int i = 0; i < column.size(); i++) {
      if (column.has(i) && column.histogram(i) == null) {
        evaluation
            .annotations()
            .info(
                "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \""
                    + metric
                    + "\"",
                plan.range().place());
        return;
      }
    }
  }

  private interface RangeVisitor {
    void visit(Labels labels, boolean dropName, SampleBuffer samples);
  }

  private void each(Plan.Range range, Grid grid, RangeVisitor visitor) {
    Plan.Selector when = when(range);
    long from = when.reference(grid.startMillis()) - range.widthMillis();
    long to = when.reference(grid.endMillis());
    switch (range) {
      case Plan.Range.Stored it ->
          evaluation.select(
              new Selection(it.selector().matchers(), from, to, it.selector().totalsOnly()),
              it.place(),
              (labels, samples) -> {
                if (samples.size() > 0) {
                  evaluation.read(samples.size());
                  visitor.visit(labels, false, samples);
                }
              });
      case Plan.Range.Resampled it -> resample(it, from, to, visitor);
    }
  }

  private void resample(Plan.Range.Resampled range, long from, long to, RangeVisitor visitor) {
    long step = range.stepMillis();
    long first = step * (from / step);
    if (first <= from) {
      first += step;
    }
    if (first > to) {
      return;
    }
    evaluation.refuseBeyondLimit((to - first) / step);
    Grid grid = Grid.range(first, to, step);
    Value.Vector inner = (Value.Vector) evaluator.evaluate(range.inner(), grid);
    SampleBuffer samples = new SampleBuffer();
    for (Column column : inner.columns()) {
      samples.clear();
      for (int i = 0; i < grid.size(); i++) {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null) {
          samples.add(grid.time(i), resampled(histogram));
        } else if (column.has(i)) {
          samples.add(grid.time(i), column.value(i));
        }
      }
      evaluation.made(samples.size());
      if (samples.size() > 0) {
        visitor.visit(column.labels(), column.dropName(), samples);
      }
    }
  }

  /** A sample taken several times is one reset, which only comparing tells then. */
  private static FloatHistogram resampled(FloatHistogram histogram) {
    return histogram.hint() == CounterReset.GAUGE
        ? histogram
        : histogram.withHint(CounterReset.UNKNOWN);
  }

  List<RangeResult> samples(Plan.Range range, long atMillis) {
    List<RangeResult> results = new ArrayList<>();
    long to = when(range).reference(atMillis);
    each(
        range,
        Grid.instant(atMillis),
        (labels, dropName, samples) -> {
          List<RangeResult.Sample> found = new ArrayList<>();
          for (int i = 0; i < samples.size(); i++) {
            long time = samples.time(i);
            if (time > to - range.widthMillis()
                && time <= to
                && !Column.isAbsent(samples.value(i))) {
              found.add(new RangeResult.Sample(time, samples.value(i), samples.histogram(i)));
            }
          }
          if (!found.isEmpty()) {
            results.add(new RangeResult(dropName ? labels.withoutName() : labels, found));
          }
        });
    return results;
  }
}
