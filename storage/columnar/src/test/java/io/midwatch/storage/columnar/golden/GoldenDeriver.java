package io.midwatch.storage.columnar.golden;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.contract.rollup.RollupTable.DimensionType;
import java.util.List;

/** Figures of every kind, of golden spans; a bucket soon has more keys than it may. Stateless. */
record GoldenDeriver() implements RollupDeriver {
  static final RollupTable CALLS =
      new RollupTable(
          "calls",
          List.of(
              Dimension.text("service"),
              new Dimension("status", DimensionType.NUMBER),
              new Dimension("failed", DimensionType.BOOL)),
          List.of("calls", "nanos"),
          List.of("duration"),
          List.of("users"),
          3);

  @Override
  public List<RollupTable> tables() {
    return List.of(CALLS);
  }

  @Override
  public void derive(Span span, RollupSink sink) {
    RollupKey key =
        RollupKey.of(
            List.of(
                value(span.resource().attributes(), "service.name"),
                value(span.attributes(), "http.response.status_code"),
                AttributeValue.of(span.status().isError())));
    var cell = sink.cell(CALLS, span.startTimeUnixNano(), key);
    long nanos = span.endTimeUnixNano() - span.startTimeUnixNano();
    cell.count(0, 1);
    cell.count(1, nanos);
    cell.record(0, nanos);
    cell.observe(0, value(span.attributes(), "user.id").text());
  }

  private static AttributeValue value(Attributes attributes, String key) {
    AttributeValue value = attributes.find(key);
    return value == null ? AttributeValue.EMPTY : value;
  }

  @Override
  public void derive(LogRecord log, RollupSink sink) {}

  @Override
  public void derive(MetricPoint point, RollupSink sink) {}

  @Override
  public boolean derivesPoints() {
    return false;
  }
}
