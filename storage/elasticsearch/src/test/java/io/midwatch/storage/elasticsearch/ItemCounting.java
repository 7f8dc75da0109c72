package io.midwatch.storage.elasticsearch;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts items by their signal. */
final class ItemCounting implements RollupDeriver {
  static final RollupTable TABLE =
      new RollupTable(
          "items",
          List.of(RollupTable.Dimension.text("signal")),
          List.of("items"),
          List.of(),
          List.of(),
          100);

  @Override
  public List<RollupTable> tables() {
    return List.of(TABLE);
  }

  @Override
  public void derive(Span span, RollupSink sink) {
    count(Signal.TRACES, span.startTimeUnixNano(), sink);
  }

  @Override
  public void derive(LogRecord log, RollupSink sink) {
    count(Signal.LOGS, log.effectiveTimeUnixNano(), sink);
  }

  @Override
  public void derive(MetricPoint point, RollupSink sink) {
    count(Signal.METRICS, point.timeUnixNano(), sink);
  }

  private static void count(Signal signal, long unixNano, RollupSink sink) {
    sink.cell(TABLE, unixNano, RollupKey.ofTexts(signal.name())).count(0, 1);
  }

  /** What was counted of the first hour, by signal. */
  static Map<Signal, Long> counted(RollupReader rollups) {
    RollupAnswer answer = rollups.readRollup(RollupQuery.total(TABLE.name(), Times.HOUR, "signal"));
    Map<Signal, Long> counted = new EnumMap<>(Signal.class);
    answer
        .rows()
        .forEach(row -> counted.put(Signal.valueOf(row.text(0)), answer.count(row, "items")));
    return counted;
  }
}
