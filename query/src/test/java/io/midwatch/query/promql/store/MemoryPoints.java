package io.midwatch.query.promql.store;

import io.midwatch.model.Attributes;
import io.midwatch.model.Exemplar;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.TraceTables;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.SpanSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** A store in memory that tests write points into, minutes after {@link #START}. */
final class MemoryPoints {
  /** A full hour. */
  static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

  private static final InstantSource CLOCK = InstantSource.fixed(START.plus(Duration.ofHours(2)));

  static final Resource SHOP =
      Resource.of(
          Attributes.ofStrings(
              "service.name", "shop", "service.instance.id", "shop-1", "service.version", "2.4"));

  private static final List<RollupTable> TABLES =
      Stream.of(OperationsTables.ALL, TraceTables.ALL).flatMap(List::stream).toList();

  final InMemoryRollups rollups = new InMemoryRollups(TABLES, CLOCK, Duration.ofHours(6));
  final InMemoryStore store =
      new InMemoryStore(new Nothing(), new Nothing(), rollups, IdentityKeys.DEFAULT, 10_000, CLOCK);

  static long millis(double minutes) {
    return START.toEpochMilli() + Math.round(minutes * 60_000);
  }

  void write(MetricDescriptor metric, double minute, PointValue value, Exemplar... exemplars) {
    store.writePoints(
        List.of(
            new MetricPoint(
                metric,
                Attributes.ofStrings("kind", "a"),
                0,
                millis(minute) * 1_000_000,
                0,
                value,
                List.of(exemplars),
                SHOP,
                new InstrumentationScope("", "", Attributes.empty(), 0, ""))));
  }

  /** Decodes and derives nothing: points come as records, rollups are written by the test. */
  private static final class Nothing implements BatchDecoder, RollupDeriver {
    @Override
    public void decodeSpans(EncodedBatch batch, SpanSink sink) {}

    @Override
    public void decodeLogs(EncodedBatch batch, LogSink sink) {}

    @Override
    public void decodePoints(EncodedBatch batch, PointSink sink) {}

    @Override
    public List<RollupTable> tables() {
      return TABLES;
    }

    @Override
    public void derive(Span span, RollupSink sink) {}

    @Override
    public void derive(LogRecord log, RollupSink sink) {}

    @Override
    public void derive(MetricPoint point, RollupSink sink) {}
  }
}
