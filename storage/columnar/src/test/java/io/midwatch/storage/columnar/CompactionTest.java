package io.midwatch.storage.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.AggregateAnswer;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.FieldsAnswer;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.storage.contract.query.RowId;
import io.midwatch.storage.contract.query.SearchQuery;
import io.midwatch.storage.contract.query.Series;
import io.midwatch.storage.contract.query.SeriesQuery;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Rich;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  private static final int SEGMENTS = 3;

  /** So that the rows of the segments do not meet at the end of a block. */
  private static final int ROWS = 3_000;

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START);

  @TempDir private Path folder;

  /** Everything a reader can see of it. */
  private record Answers(
      List<Row<Span>> spans,
      List<Row<Span>> trace,
      List<AggregateAnswer.Group> groups,
      FieldsAnswer fields,
      List<Row<LogRecord>> logs,
      List<Row<LogRecord>> tail,
      List<Row<LogRecord>> next,
      Optional<Row<LogRecord>> one,
      List<Series> series) {}

  @Test
  void answersAsBefore() {
    try (EmbeddedStore store = open(StoreSteps.NONE)) {
      fill(store);
      assertThat(files("traces")).hasSize(SEGMENTS);
      Cursor place = somewhere(store);
      Answers before = answers(store, place);
      assertThat(before.spans).hasSize(SEGMENTS * ROWS + 1);
      clock.advance(Duration.ofHours(3));
      awaitOneSegmentEach();
      assertThat(answers(store, place)).isEqualTo(before);
      StoreStats.SignalStats points =
          Objects.requireNonNull(store.stats().signals().get(Signal.METRICS));
      assertThat(points.stored()).isPositive();
      assertThat(points.stored() + points.duplicates()).isEqualTo(SEGMENTS * ROWS);
    }
    assertThat(DataCheck.run(new LocalDisk(folder)).damages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"merged.written", "merged.listed", "merged.installed"})
  void leavesTheOldOrTheNewWhenTheProcessEnds(String step) {
    StoreSteps end =
        reached -> {
          if (reached.equals(step)) {
            throw new StoreException("ended at " + step);
          }
        };
    Cursor place;
    Answers before;
    try (EmbeddedStore store = open(end)) {
      fill(store);
      place = somewhere(store);
      before = answers(store, place);
      int known = files("traces").size();
      clock.advance(Duration.ofHours(3));
      await(() -> files("traces").size() != known);
      assertThat(answers(store, place)).isEqualTo(before);
    }
    assertThat(DataCheck.run(new LocalDisk(folder)).damages()).isEmpty();
    try (EmbeddedStore store = open(StoreSteps.NONE)) {
      assertThat(store.damaged()).isEmpty();
      assertThat(answers(store, place)).isEqualTo(before);
      awaitOneSegmentEach();
      assertThat(answers(store, place)).isEqualTo(before);
    }
  }

  /** A merge that stands still, as a long one would look to everybody else. */
  private static final class Standstill implements StoreSteps {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public void reached(String step) {
      if (step.equals("merged.written")) {
        reached.countDown();
        await(() -> goOn.getCount() == 0);
      }
    }

    void awaitReached() throws InterruptedException {
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @Timeout(60)
  void buffersAreSealedAndSegmentsExpireWhileOthersAreMerged() throws Exception {
    Standstill merge = new Standstill();
    try (EmbeddedStore store = open(merge)) {
      fill(store, 50);
      clock.advance(Duration.ofHours(3));
      merge.awaitReached();
      long sealed = segments(store, Signal.TRACES);
      store.writeSpans(List.of(Spans.number(1).id(1_000_000).build()));
      store.seal();
      assertThat(segments(store, Signal.TRACES)).isEqualTo(sealed + 1);
      store.expire(Signal.LOGS, Long.MAX_VALUE);
      assertThat(segments(store, Signal.LOGS)).isZero();
      merge.goOn.countDown();
      // The next merge may have taken the new one in before anybody looked.
      await(() -> segments(store, Signal.TRACES) <= 2);
      assertThat(spans(store)).hasSize(SEGMENTS * 50 + 2);
    }
    assertThat(DataCheck.run(new LocalDisk(folder)).damages()).isEmpty();
  }

  @Test
  @Timeout(60)
  void whatExpiresWhileItIsMergedDoesNotComeBack() throws Exception {
    Standstill merge = new Standstill();
    try (EmbeddedStore store = open(merge)) {
      fill(store, 50);
      clock.advance(Duration.ofHours(3));
      merge.awaitReached();
      store.expire(Signal.TRACES, Long.MAX_VALUE);
      assertThat(spans(store)).isEmpty();
      merge.goOn.countDown();
      await(() -> files("logs").size() == 1);
      assertThat(spans(store)).isEmpty();
      assertThat(files("traces")).isEmpty();
    }
    try (EmbeddedStore store = open(StoreSteps.NONE)) {
      assertThat(spans(store)).isEmpty();
    }
  }

  private static int segments(EmbeddedStore store, Signal signal) {
    return Objects.requireNonNull(store.figures().signals().get(signal)).segments();
  }

  private static List<Row<Span>> spans(EmbeddedStore store) {
    return store.spans().searchSpans(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10_000)).rows();
  }

  private EmbeddedStore open(StoreSteps steps) {
    EmbeddedSettings defaults = EmbeddedSettings.DEFAULTS;
    return EmbeddedStore.open(
        folder,
        new StoreParts(bodies, bodies, new NoRollups(), IdentityKeys.DEFAULT, clock),
        new EmbeddedSettings(
            Durability.OS,
            defaults.retention(),
            defaults.rollupRetention(),
            DiskLimits.DEFAULTS,
            100_000,
            100_000,
            Duration.ofDays(1),
            defaults.logBytes(),
            steps));
  }

  /** Segments with keys and values of their own, and one rich span and log. */
  private static void fill(EmbeddedStore store) {
    fill(store, ROWS);
  }

  private static void fill(EmbeddedStore store, int rows) {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      int first = segment * rows;
      String key = "only." + segment;
      store.writeSpans(
          IntStream.range(first, first + rows)
              .mapToObj(number ->
                  Spans.number(number % 3_400)
                      .id(number + 1)
                      .trace(number % 50 == 0 ? number % 3_400 : number)
                      .of("service-" + number % 7)
                      .named("name " + number % 40)
                      .with(key, "value " + number)
                      .with("shared", "value " + number % 100)
                      .build())
              .toList());
      store.writeLogs(
          IntStream.range(first, first + rows)
              .mapToObj(number -> Logs.number(number % 3_400).with(key, "x").build())
              .toList());
      store.writePoints(
          IntStream.range(first, first + rows)
              .mapToObj(number ->
                  Points.at(number % 3_400)
                      .named("m")
                      .with("segment", "s" + number / 5_000)
                      .value(number)
                      .build())
              .toList());
      if (segment == 1) {
        store.writeSpans(List.of(Rich.span().build()));
        store.writeLogs(List.of(Rich.log().build()));
      }
      store.seal();
    }
  }

  private static Cursor somewhere(EmbeddedStore store) {
    return Objects.requireNonNull(
        store.logs().searchLogs(SearchQuery.newest(TimeRange.ALL, Filter.ALL, 5_000)).next());
  }

  private static Answers answers(EmbeddedStore store, Cursor place) {
    RowId row = place.row();
    SearchQuery all = SearchQuery.newest(TimeRange.ALL, Filter.ALL, 10_000);
    List<Row<Span>> spans = new ArrayList<>();
    Cursor after = null;
    do {
      var page = store.spans().searchSpans(all.after(after));
      spans.addAll(page.rows());
      after = page.next();
    } while (after != null);
    return new Answers(
        spans,
        store.spans().trace(QueryScope.ALL, Spans.traceId(900)),
        store
            .spans()
            .aggregateSpans(
                AggregateQuery.of(
                    TimeRange.ALL,
                    Filter.ALL,
                    List.of(
                        GroupBy.terms(Field.of(CanonicalField.SERVICE)),
                        GroupBy.terms(Field.attribute("shared"))),
                    List.of(
                        new Metric.Count("count"),
                        new Metric.Sum("sum", Field.of(CanonicalField.DURATION)))))
            .groups(),
        store.spans().spanFields(QueryScope.ALL, TimeRange.ALL, "", 1_000),
        store.logs().searchLogs(all).rows(),
        store.logs().tailLogs(QueryScope.ALL, Filter.ALL, row, 6_000),
        store.logs().searchLogs(all.after(place)).rows(),
        store.logs().log(QueryScope.ALL, row),
        store.metrics().series(SeriesQuery.of(TimeRange.ALL)));
  }

  private void awaitOneSegmentEach() {
    await(() ->
        List.of("traces", "logs", "metrics").stream().allMatch(name -> files(name).size() == 1));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the time by which it should be so").isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private List<String> files(String name) {
    return new LocalDisk(folder).list(name).stream().filter(file -> file.endsWith(".seg")).toList();
  }
}
