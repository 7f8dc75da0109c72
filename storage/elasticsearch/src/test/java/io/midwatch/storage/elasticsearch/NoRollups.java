package io.midwatch.storage.elasticsearch;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.List;

/** Counts nothing. */
public final class NoRollups implements RollupDeriver {
  @Override
  public List<RollupTable> tables() {
    return List.of();
  }

  @Override
  public void derive(Span span, RollupSink sink) {}

  @Override
  public void derive(LogRecord log, RollupSink sink) {}

  @Override
  public void derive(MetricPoint point, RollupSink sink) {}

  @Override
  public boolean derivesPoints() {
    return false;
  }
}
