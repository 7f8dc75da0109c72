package io.midwatch.storage.columnar.crash;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.List;

/** Counts spans and log records by signal. Stateless. */
class CountingDeriver implements RollupDeriver {
  private static final RollupTable ITEMS =
      new RollupTable(
          "items",
          List.of(RollupTable.Dimension.text("signal")),
          List.of("count"),
          List.of("value"),
          List.of(),
          100);

  /** How many items of a signal were counted. */
  static long counted(RollupReader rollups, Signal signal) {
    var answer = rollups.readRollup(RollupQuery.total("items", Times.HOUR, "signal"));
    return answer.rows().stream()
        .filter(row -> row.text(0).equals(signal.label()))
        .mapToLong(row -> answer.count(row, "count"))
        .sum();
  }

  static boolean isComplete(RollupReader rollups) {
    return rollups
        .readRollup(RollupQuery.total("items", Times.HOUR, "signal"))
        .completeness()
        .complete();
  }

  @Override
  public List<RollupTable> tables() {
    return List.of(ITEMS);
  }

  @Override
  public void derive(Span span, RollupSink sink) {
    count(Signal.TRACES, span.startTimeUnixNano(), sink);
  }

  @Override
  public void derive(LogRecord log, RollupSink sink) {
    count(Signal.LOGS, log.effectiveTimeUnixNano(), sink);
  }

  private static void count(Signal signal, long time, RollupSink sink) {
    var cell = sink.cell(ITEMS, time, RollupKey.ofTexts(signal.label()));
    cell.count(0, 1);
    cell.record(0, 1);
  }

  @Override
  public void derive(MetricPoint point, RollupSink sink) {}

  @Override
  public boolean derivesPoints() {
    return false;
  }
}
