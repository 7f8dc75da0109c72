package io.midwatch.query.promql.store;

import io.midwatch.query.promql.series.SampleBuffer;
import io.midwatch.query.promql.series.SeriesSource;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@link SpanSeries} read from the rollups: counters with a sample at the end of every 15 s bucket.
 * They begin at 0, and anew with every full hour as {@link Cumulation} has it. A bucket nothing was
 * counted in repeats the value, for at most five minutes; after such a silence the value is told at
 * the start of the next bucket too.
 */
final class SpanSeriesSource implements SeriesSource {
  private static final long BUCKET_MILLIS = RollupQuery.RESOLUTION_NANOS / 1_000_000;
  private static final long REPEATED_MILLIS = 300_000;
  private static final String OTHER = "(other)";

  private final RollupReader reader;

  SpanSeriesSource(RollupReader reader) {
    this.reader = reader;
  }

  @Override
  public List<String> select(Selection selection, Visitor visitor) {
    Matchers matchers = new Matchers(selection.matchers());
    Set<String> reasons = new LinkedHashSet<>();
    for (RollupTable table : SpanSeries.TABLES) {
      if (SpanSeries.names(table).stream().anyMatch(matchers::acceptName)) {
        RollupAnswer answer = reader.readRollup(question(table, selection));
        reasons.addAll(answer.completeness().reasons());
        rowsByKey(answer)
            .forEach((key, rows) -> visit(answer, key, rows, matchers, selection, visitor));
      }
    }
    return new ArrayList<>(reasons);
  }

  private static RollupQuery question(RollupTable table, Selection selection) {
    // What is repeated into the hour was counted before it.
    long from = Cumulation.periodStart(Math.max(1, selection.fromMillis())) - REPEATED_MILLIS;
    TimeRange range = StoredSeriesSource.range(from - 1, selection.toMillis());
    return new RollupQuery(
        QueryScope.ALL,
        table.name(),
        range,
        RollupQuery.RESOLUTION_NANOS,
        Filter.ALL,
        table.dimensions().stream().map(RollupTable.Dimension::name).toList());
  }

  private static Map<List<String>, List<RollupRow>> rowsByKey(RollupAnswer answer) {
    Map<List<String>, List<RollupRow>> byKey = new LinkedHashMap<>();
    for (RollupRow row : answer.rows()) {
      List<String> key =
          row.key().stream().map(value -> row.overflow() ? OTHER : value.text()).toList();
      byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return byKey;
  }

  private static void visit(
      RollupAnswer answer,
      List<String> key,
      List<RollupRow> rows,
      Matchers matchers,
      Selection selection,
      Visitor visitor) {
    SampleBuffer samples = new SampleBuffer();
    for (SpanSeries.Output output : SpanSeries.outputs(answer.table(), key)) {
      if (matchers.accept(output.labels())) {
        samples.clear();
        new Counter(samples, selection).fill(answer, rows, output.addend());
        if (samples.size() > 0) {
          visitor.visit(output.labels(), samples);
        }
      }
    }
  }

  /** Makes a counter of what rows add. */
  private static final class Counter {
    private final SampleBuffer samples;
    private final Selection selection;
    private final Cumulation cumulation = new Cumulation(1);

    Counter(SampleBuffer samples, Selection selection) {
      this.samples = samples;
      this.selection = selection;
    }

    void fill(RollupAnswer answer, List<RollupRow> rows, SpanSeries.Addend addend) {
      long end = Long.MIN_VALUE;
      for (RollupRow row : rows) {
        long begin = start(row);
        if (begin > end + REPEATED_MILLIS) {
          if (end != Long.MIN_VALUE) {
            repeat(end, end + REPEATED_MILLIS);
          }
          cumulation.enter(begin);
          put(begin, cumulation.add(0, 0));
        } else {
          repeat(end, begin);
        }
        end = begin + BUCKET_MILLIS;
        add(end, addend.of(answer, row));
      }
      repeat(end, Math.min(selection.toMillis(), end + REPEATED_MILLIS));
    }

    private static long start(RollupRow row) {
      return row.bucketStartUnixNano() / 1_000_000;
    }

    /** From the first bucket's end after a time to the last not after another. */
    private void repeat(long after, long until) {
      for (long time = after + BUCKET_MILLIS; time <= until; time += BUCKET_MILLIS) {
        add(time, 0);
      }
    }

    private void add(long time, double addend) {
      if (cumulation.enter(time)) {
        put(time - BUCKET_MILLIS + 1, 0);
      }
      put(time, cumulation.add(0, addend));
    }

    private void put(long time, double value) {
      if (time > selection.fromMillis() && time <= selection.toMillis()) {
        samples.add(time, value);
      }
    }
  }
}
