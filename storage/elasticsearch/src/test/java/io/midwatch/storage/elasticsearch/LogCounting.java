package io.midwatch.storage.elasticsearch;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.List;

/** Counts log records by their severity. */
final class LogCounting implements RollupDeriver {
  static final RollupTable TABLE =
      new RollupTable(
          "lines",
          List.of(RollupTable.Dimension.text("severity")),
          List.of("lines"),
          List.of(),
          List.of(),
          100);

  @Override
  public List<RollupTable> tables() {
    return List.of(TABLE);
  }

  @Override
  public void derive(Span span, RollupSink sink) {}

  @Override
  public void derive(LogRecord log, RollupSink sink) {
    sink.cell(TABLE, log.effectiveTimeUnixNano(), RollupKey.ofTexts(log.severity().name()))
        .count(0, 1);
  }

  @Override
  public void derive(MetricPoint point, RollupSink sink) {}

  @Override
  public boolean derivesPoints() {
    return false;
  }
}
