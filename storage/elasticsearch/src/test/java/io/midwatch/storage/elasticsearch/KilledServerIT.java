package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed while senders write, is away for a while and comes back; then Midwatch
 * itself ends before its backlog is stored. What was acknowledged is found, once, and counted once.
 */
class KilledServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int BATCH = 20;

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @TempDir Path folder;
  private final RecordBatches batches = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START.plus(Duration.ofHours(1)));
  private final AtomicLong number = new AtomicLong(1);
  private final Map<Signal, AtomicLong> acknowledged =
      Map.of(
          Signal.TRACES, new AtomicLong(),
          Signal.LOGS, new AtomicLong(),
          Signal.METRICS, new AtomicLong());
  private boolean down;

  /** The next test class finds a server whatever happened here. */
  @AfterEach
  void startAgainWhatWasKilled() throws Exception {
    if (down) {
      SERVER.server().startAgain();
      SERVER.server().awaitStart();
    }
  }

  @Test
  void findsWhatWasAcknowledgedOnceAndCountsItOnce() throws Exception {
    TestServer server = SERVER.server();
    server.clear(ElasticsearchStores.PREFIX);
    try (ElasticsearchStore store = open(server.url())) {
      write(store, 6);
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      write(store, 30);
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writers.add(Thread.ofVirtual().start(() -> write(store, 30)));
      }
      server.kill();
      down = true;
      for (Thread writer : writers) {
        writer.join();
      }
      write(store, 12);
      assertThat(store.settle(Duration.ofMillis(300))).as("the server is away").isFalse();
      assertThat(store.problem()).isPresent();
      server.startAgain();
      write(store, 12);
      server.awaitStart();
      down = false;
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      assertThat(store.problem()).isEmpty();
      write(store, 6);
    }
    try (ElasticsearchStore store = open(URI.create("http://127.0.0.1:1"))) {
      write(store, 12);
      assertThat(store.backlogBytes()).isPositive();
    }
    try (ElasticsearchStore store = open(server.url())) {
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      Map<Signal, Long> expected = new EnumMap<>(Signal.class);
      acknowledged.forEach((signal, items) -> expected.put(signal, items.get()));
      Map<Signal, Long> found = new EnumMap<>(Signal.class);
      Map<Signal, Long> accepted = new EnumMap<>(Signal.class);
      store.stats().signals().forEach((signal, stats) -> found.put(signal, stats.stored()));
      store
          .ledger()
          .snapshot()
          .signals()
          .forEach((signal, entry) -> accepted.put(signal, entry.accepted()));
      Map<Signal, Long> counted = ItemCounting.counted(store.rollups());
      System.err.printf(
          "server killed: %s acknowledged, %s found, %s counted%n", expected, found, counted);
      assertThat(found).as("found").isEqualTo(expected);
      assertThat(different(store)).as("different").isEqualTo(expected);
      assertThat(counted).as("counted").isEqualTo(expected);
      assertThat(accepted).as("accepted").isEqualTo(expected);
    }
  }

  private ElasticsearchStore open(URI url) {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(batches, batches, new ItemCounting(), IdentityKeys.DEFAULT, clock),
        ElasticsearchSettings.of(url).withPrefix(ElasticsearchStores.PREFIX));
  }

  /** Writes batches of the three signals in turn and counts what is acknowledged. */
  private void write(ElasticsearchStore store, int times) {
    for (int i = 0; i < times; i++) {
      Signal signal = Signal.values()[i % Signal.values().length];
      long first = number.getAndAdd(BATCH);
      WriteReceipt receipt = store.write(batch(signal, first));
      Objects.requireNonNull(acknowledged.get(signal)).addAndGet(receipt.stored());
    }
  }

  private EncodedBatch batch(Signal signal, long first) {
    LongStream numbers = LongStream.range(first, first + BATCH);
    long received = Times.second(3_600);
    return switch (signal) {
      case TRACES ->
          batches.spans(
              "killed",
              received,
              numbers
                  .mapToObj(n ->
                      Spans.number(n)
                          .named("work " + n)
                          .startingAt(Times.second(n % 3_000))
                          .build())
                  .toList());
      case LOGS ->
          batches.logs(
              "killed",
              received,
              numbers.mapToObj(n -> Logs.number(n % 3_000).saying("line " + n).build()).toList());
      case METRICS ->
          batches.points(
              "killed",
              received,
              numbers
                  .mapToObj(n -> Points.at(n % 3_000).with("round", "" + n / 3_000).build())
                  .toList());
    };
  }

  private static Map<Signal, Long> different(ElasticsearchStore store) {
    long points =
        store.metrics().series(SeriesQuery.of(TimeRange.ALL)).stream()
            .mapToLong(series -> series.samples().size())
            .sum();
    return Map.of(
        Signal.TRACES, groups(store.spans().aggregateSpans(by("name"))),
        Signal.LOGS, groups(store.logs().aggregateLogs(by("body"))),
        Signal.METRICS, points);
  }

  private static AggregateQuery by(String field) {
    return AggregateQuery.of(
            TimeRange.ALL,
            Filter.ALL,
            List.of(GroupBy.terms(Field.named(field))),
            List.of(new Metric.Count("count")))
        .limited(new QueryLimits(Long.MAX_VALUE, QueryLimits.MAX_GROUPS, Duration.ofSeconds(60)));
  }

  private static long groups(AggregateAnswer answer) {
    return answer.groups().size();
  }
}
