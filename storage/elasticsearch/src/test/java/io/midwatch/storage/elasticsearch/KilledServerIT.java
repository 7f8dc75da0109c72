package io.midwatch.storage.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryLimits;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Times;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicLong number = new AtomicLong();
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
    long acknowledged;
    try (ElasticsearchStore store = open(server.url())) {
      acknowledged = write(store, 5);
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      acknowledged += write(store, 30);
      List<Thread> writers = new ArrayList<>();
      AtomicLong meanwhile = new AtomicLong();
      for (int i = 0; i < 3; i++) {
        writers.add(Thread.ofVirtual().start(() -> meanwhile.addAndGet(write(store, 30))));
      }
      server.kill();
      down = true;
      for (Thread writer : writers) {
        writer.join();
      }
      acknowledged += meanwhile.get() + write(store, 10);
      assertThat(store.settle(Duration.ofMillis(300))).as("the server is away").isFalse();
      assertThat(store.problem()).isPresent();
      server.startAgain();
      acknowledged += write(store, 10);
      server.awaitStart();
      down = false;
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      assertThat(store.problem()).isEmpty();
      acknowledged += write(store, 5);
    }
    try (ElasticsearchStore store = open(URI.create("http://127.0.0.1:1"))) {
      acknowledged += write(store, 10);
      assertThat(store.backlogBytes()).isPositive();
    }
    try (ElasticsearchStore store = open(server.url())) {
      assertThat(store.settle(PATIENCE)).as("%s", store.problem()).isTrue();
      long found = Objects.requireNonNull(store.stats().signals().get(Signal.LOGS)).stored();
      long once = distinctBodies(store);
      long counted = counted(store);
      System.err.printf(
          "server killed: %d acknowledged, %d found, %d different, %d counted%n",
          acknowledged, found, once, counted);
      assertThat(found).isEqualTo(acknowledged);
      assertThat(once).isEqualTo(acknowledged);
      assertThat(counted).isEqualTo(acknowledged);
      assertThat(
              Objects.requireNonNull(store.ledger().snapshot().signals().get(Signal.LOGS))
                  .accepted())
          .isEqualTo(acknowledged);
    }
  }

  private ElasticsearchStore open(URI url) {
    return ElasticsearchStore.open(
        folder,
        new ElasticsearchParts(batches, batches, new LogCounting(), IdentityKeys.DEFAULT, clock),
        ElasticsearchSettings.of(url).withPrefix(ElasticsearchStores.PREFIX));
  }

  /** Items acknowledged. */
  private long write(ElasticsearchStore store, int times) {
    long acknowledged = 0;
    for (int i = 0; i < times; i++) {
      List<LogRecord> logs = new ArrayList<>();
      for (int item = 0; item < BATCH; item++) {
        long next = number.incrementAndGet();
        logs.add(Logs.number(next % 3_000).saying("line " + next).build());
      }
      acknowledged += store.write(batches.logs("killed", Times.second(3_600), logs)).stored();
    }
    return acknowledged;
  }

  private static long distinctBodies(ElasticsearchStore store) {
    AggregateQuery query =
        AggregateQuery.of(
                TimeRange.ALL,
                Filter.ALL,
                List.of(GroupBy.terms(Field.named("body"))),
                List.of(new Metric.Count("count")))
            .limited(
                new QueryLimits(Long.MAX_VALUE, QueryLimits.MAX_GROUPS, Duration.ofSeconds(60)));
    AggregateAnswer answer = store.logs().aggregateLogs(query);
    return answer.groups().size();
  }

  private static long counted(ElasticsearchStore store) {
    RollupAnswer answer =
        store.rollups().readRollup(RollupQuery.total(LogCounting.TABLE.name(), Times.HOUR));
    return answer.rows().isEmpty() ? 0 : answer.count(answer.rows().getFirst(), "lines");
  }
}
