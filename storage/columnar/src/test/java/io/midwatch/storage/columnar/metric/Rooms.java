package io.midwatch.storage.columnar.metric;

import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metric rooms of a store without the store: a hot buffer and whatever was sealed of it. */
final class Rooms {
  static final InstantSource CLOCK = InstantSource.fixed(Times.START);

  private final RecordBatches batches = new RecordBatches();
  final MetricHot hot;
  final List<MetricPart> sealed = new ArrayList<>();
  final MetricTables tables;

  Rooms() {
    this(100_000);
  }

  Rooms(int maxSeries) {
    hot = new MetricHot(maxSeries, Map.of());
    tables = new MetricTables(this::parts, new CanonicalReader(IdentityKeys.DEFAULT), CLOCK);
  }

  List<MetricPart> parts() {
    List<MetricPart> parts = new ArrayList<>(sealed);
    parts.add(hot.current());
    return parts;
  }

  int write(List<MetricPoint> points) {
    int stored =
        hot.append(batches.batch(Signal.METRICS, "local", 0, RejectedItems.NONE, points), batches);
    hot.publish();
    return stored;
  }

  /** The reference, empty. */
  static InMemoryStore oracle() {
    return new InMemoryStore(
        new RecordBatches(),
        new NoRollups(),
        new InMemoryRollups(List.of(), CLOCK, InMemoryRollups.DEFAULT_RETENTION),
        IdentityKeys.DEFAULT,
        1_000_000,
        CLOCK);
  }
}
