package io.midwatch.storage.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupDeriver;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What only the in-memory store does: it is bounded, counts what is new, and never blocks readers.
 */
class InMemoryStoreTest {
  private final MutableClock clock = new MutableClock(Times.START);
  private final RecordBatches batches = new RecordBatches();
  private final List<Object> counted = new ArrayList<>();

  private InMemoryStore store(int capacity) {
    InMemoryRollups rollups =
        new InMemoryRollups(List.of(), clock, InMemoryRollups.DEFAULT_RETENTION);
    return new InMemoryStore(
        batches, new Listing(counted), rollups, IdentityKeys.DEFAULT, capacity, clock);
  }

  /** Writes down what it is asked to count. */
  private record Listing(List<Object> counted) implements RollupDeriver {
    @Override
    public List<RollupTable> tables() {
      return List.of();
    }

    @Override
    public void derive(Span span, RollupSink sink) {
      counted.add(span);
    }

    @Override
    public void derive(LogRecord log, RollupSink sink) {
      counted.add(log);
    }

    @Override
    public void derive(MetricPoint point, RollupSink sink) {
      counted.add(point);
    }
  }

  @Test
  void letsTheOldestSpansGoWhenFull() {
    InMemoryStore store = store(3_000);
    for (long from = 1; from <= 5_000; from += 100) {
      store.writeSpans(
          LongStream.range(from, from + 100).mapToObj(InMemoryStoreTest::span).toList());
    }
    assertThat(stats(store, Signal.TRACES))
        .isEqualTo(
            new SignalStats(3_000, 2_000, 0, 3_000, Times.second(2_001), Times.second(5_000)));
    assertThat(store.trace(QueryScope.ALL, Spans.traceId(1_999 / 10))).isEmpty();
    assertThat(store.trace(QueryScope.ALL, Spans.traceId(2_009 / 10))).hasSize(9);
    assertThat(count(store, TimeRange.ALL)).isEqualTo(3_000);
    assertThat(count(store, new TimeRange(0, Times.second(2_001)))).isZero();
  }

  /** Ten neighbours share a trace. */
  private static Span span(long number) {
    return Spans.number(number).trace(number / 10).build();
  }

  @Test
  void takesASpanAgainThatHadToGo() {
    InMemoryStore store = store(2);
    store.writeSpans(List.of(span(1), span(2), span(3)));
    store.writeSpans(List.of(span(1)));
    assertThat(store.searchSpans(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 9)).items())
        .containsExactly(span(3), span(1));
    assertThat(stats(store, Signal.TRACES).duplicates()).isZero();
  }

  @Test
  void letsTheOldestLogsAndPointsGoWhenFull() {
    InMemoryStore store = store(2);
    store.writeLogs(List.of(Logs.number(9).build(), Logs.number(1).build()));
    List<Row<LogRecord>> before =
        store.searchLogs(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 9)).rows();
    store.writeLogs(List.of(Logs.number(2).build()));
    assertThat(store.searchLogs(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 9)).items())
        .containsExactly(Logs.number(2).build(), Logs.number(1).build());
    assertThat(store.log(QueryScope.ALL, before.getFirst().id())).isEmpty();
    assertThat(store.log(QueryScope.ALL, before.getLast().id())).contains(before.getLast());

    store.writePoints(List.of(Points.at(1).with("queue", "a").build()));
    store.writePoints(List.of(Points.at(2).build(), Points.at(3).build()));
    assertThat(store.series(SeriesQuery.of(TimeRange.ALL)))
        .as("a series without points is forgotten")
        .hasSize(1);
    assertThat(store.metadata().values()).hasSize(1);
    assertThat(stats(store, Signal.METRICS).expired()).isEqualTo(1);
    assertThat(stats(store, Signal.METRICS).stored()).isEqualTo(2);
  }

  @Test
  void countsEachNewItemOnce() {
    InMemoryStore store = store(100);
    LogRecord log = Logs.number(1).build();
    MetricPoint point = Points.at(1).build();
    EncodedBatch batch = batches.spans("local", Times.second(1), List.of(span(1), span(2)));
    store.write(batch);
    store.write(batch);
    store.writeSpans(List.of(span(2), span(3)));
    store.writeLogs(List.of(log, log));
    store.writePoints(List.of(point));
    store.writePoints(List.of(point));
    assertThat(counted).containsExactly(span(1), span(2), span(3), log, log, point);
  }

  @Test
  void sharesResourcesAndTextsOfEqualContent() {
    InMemoryStore store = store(100);
    store.write(batches.spans("local", Times.second(1), List.of(span(1))));
    store.write(batches.spans("local", Times.second(1), List.of(span(2))));
    List<Span> spans = store.searchSpans(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 9)).items();
    assertThat(spans.get(0).resource()).isSameAs(spans.get(1).resource());
    assertThat(spans.get(0).scope()).isSameAs(spans.get(1).scope());
  }

  @Test
  void forgetsARequestItCouldNotRead() {
    InMemoryStore store = store(100);
    EncodedBatch good = batches.spans("local", Times.second(1), List.of(span(1)));
    EncodedBatch broken =
        new EncodedBatch(
            good.signal(),
            good.encoding(),
            good.source(),
            good.receivedUnixNano(),
            good.itemCount(),
            good.rejected(),
            good.contentHash(),
            new byte[] {127, 0, 0, 1});
    assertThatThrownBy(() -> store.write(broken)).isInstanceOf(StoreException.class);
    assertThat(store.write(good)).isEqualTo(new WriteReceipt(1, false));
  }

  @Test
  void refusesToHoldNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> store(0)).withMessageContaining("0");
  }

  @Test
  void readersSeeWholeBatchesWhileItFillsAndOverflows() throws Exception {
    InMemoryStore store = store(5_000);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Long> reads =
          threads.submit(() -> {
            long rounds = 0;
            long last = 0;
            while (!done.get()) {
              long now = count(store, TimeRange.ALL);
              assertThat(now % 100).as("whole batches").isZero();
              assertThat(now).as("counts never fall").isGreaterThanOrEqualTo(last);
              last = now;
              rounds++;
            }
            return rounds;
          });
      for (long from = 0; from < 20_000; from += 100) {
        store.writeLogs(
            LongStream.range(from, from + 100).mapToObj(n -> Logs.number(n).build()).toList());
        store.writeSpans(LongStream.range(from, from + 100).mapToObj(n -> span(n + 10)).toList());
      }
      done.set(true);
      assertThat(reads.get(10, TimeUnit.SECONDS)).isPositive();
    }
    assertThat(count(store, TimeRange.ALL)).isEqualTo(5_000);
  }

  private static long count(InMemoryStore store, TimeRange range) {
    return store
        .aggregateSpans(
            AggregateQuery.of(range, Filter.ALL, List.of(), List.of(new Metric.Count("count"))))
        .groups()
        .getFirst()
        .count("count");
  }

  private static SignalStats stats(InMemoryStore store, Signal signal) {
    return Objects.requireNonNull(store.stats().signals().get(signal));
  }
}
