package io.midwatch.storage.columnar.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.StoreSteps;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.query.AggregateQuery;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.GroupBy;
import io.midwatch.storage.contract.query.Metric;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import io.midwatch.storage.wal.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends spans again, in other requests, when the first ones are hot, full, sealed or merged. */
@Timeout(120)
class RepeatedSpansTest {
  private static final int TRACES = 60;
  private static final int SPANS = 5;

  private final RecordBatches bodies = new RecordBatches();
  private final MutableClock clock = new MutableClock(Times.START);
  private int requests;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void areOneRowAndOneCountWhereverTheFirstOnesAre(long seed) {
    Random random = new Random(seed);
    Set<Span> sent = new HashSet<>();
    int all = 0;
    EmbeddedStore store = open(40, StoreSteps.NONE);
    try {
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(8)) {
          case 0 -> store.seal();
          case 1 -> {
            store.close();
            store = open(10 + random.nextInt(60), StoreSteps.NONE);
          }
          case 2 -> clock.advance(Duration.ofMinutes(40));
          default -> {
            List<Span> batch = batch(random);
            send(store, batch);
            sent.addAll(batch);
            all += batch.size();
          }
        }
        check(store, sent, all);
      }
    } finally {
      store.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment.written", "rollups.written", "manifest.changed", "installed"})
  void areOneRowAndOneCountWhenTheProcessEndsAt(String step) {
    Random random = new Random(7);
    Set<Span> sent = new HashSet<>();
    int all = 0;
    int[] left = {2};
    StoreSteps end =
        reached -> {
          if (reached.equals(step) && --left[0] <= 0) {
            throw new StoreException("ended at " + step);
          }
        };
    try (EmbeddedStore store = open(50, end)) {
      for (int i = 0; i < 6; i++) {
        List<Span> batch = batch(random);
        send(store, batch);
        sent.addAll(batch);
        all += batch.size();
      }
    }
    try (EmbeddedStore store = open(50, StoreSteps.NONE)) {
      check(store, sent, all);
      send(store, List.copyOf(sent));
      check(store, sent, all + sent.size());
    }
  }

  @Test
  void areKnownWhenTheirSegmentsAreMerged() throws Exception {
    try (EmbeddedStore store = open(1_000, StoreSteps.NONE)) {
      List<Span> sent = IntStream.range(0, TRACES).mapToObj(trace -> span(trace, 1, 0)).toList();
      for (int i = 0; i < 4; i++) {
        send(store, sent.subList(15 * i, 15 * i + 15));
        store.seal();
      }
      clock.advance(Duration.ofHours(3));
      while (segments() > 1) {
        Thread.sleep(5);
      }
      send(store, sent);
      check(store, new HashSet<>(sent), 2 * TRACES);
    }
  }

  /** Such a buffer becomes no segment, but what it counted is not lost with the log. */
  @Test
  void areCountedWhenTheirBufferHoldsNothingElse() {
    List<Span> sent = IntStream.range(0, TRACES).mapToObj(trace -> span(trace, 1, 0)).toList();
    try (EmbeddedStore store = open(1_000, StoreSteps.NONE)) {
      send(store, sent);
      store.seal();
      for (int round = 2; round <= 4; round++) {
        send(store, sent);
        check(store, new HashSet<>(sent), round * TRACES);
        store.seal();
        check(store, new HashSet<>(sent), round * TRACES);
      }
    }
    try (EmbeddedStore store = open(1_000, StoreSteps.NONE)) {
      assertThat(store.recovery().records()).as("records the log still had").isZero();
      check(store, new HashSet<>(sent), 4 * TRACES);
    }
  }

  private EmbeddedStore open(int rows, StoreSteps steps) {
    return EmbeddedStore.open(
        folder,
        new StoreParts(bodies, bodies, new CountingDeriver(), IdentityKeys.DEFAULT, clock),
        EmbeddedSettings.DEFAULTS
            .withDurability(Durability.OS)
            .withSegments(rows, rows)
            .withSteps(steps));
  }

  private long segments() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("traces"))) {
      return files.count();
    }
  }

  /** Spans of some traces; some have been sent, or will be, with other content. */
  private static List<Span> batch(Random random) {
    List<Span> spans = new ArrayList<>();
    for (int i = random.nextInt(25); i >= 0; i--) {
      spans.add(span(random.nextInt(TRACES), random.nextInt(SPANS), random.nextInt(12) / 11));
    }
    return spans;
  }

  /** Traces are seconds apart, some of their spans most of an hour. */
  private static Span span(int trace, int number, int content) {
    long start = Times.second(trace + (number == 3 ? 3_000 : 0));
    return Spans.number(1 + trace)
        .id(1 + number)
        .startingAt(start + number)
        .with("content", content)
        .build();
  }

  /** In a request like no other. */
  private void send(EmbeddedStore store, List<Span> spans) {
    requests++;
    while (true) {
      try {
        store.write(bodies.spans("source " + requests, clock.instant().getEpochSecond(), spans));
        return;
      } catch (StoreOverloadedException full) {
        store.seal();
      }
    }
  }

  private static void check(EmbeddedStore store, Set<Span> sent, int all) {
    SignalStats stats = Objects.requireNonNull(store.stats().signals().get(Signal.TRACES));
    assertThat(stats.stored()).as("rows").isEqualTo(sent.size());
    assertThat(stats.stored() + stats.duplicates()).as("rows and duplicates").isEqualTo(all);
    assertThat(CountingDeriver.counted(store.rollups(), Signal.TRACES))
        .as("spans in rollups")
        .isEqualTo(sent.size());
    long counted =
        store
            .spans()
            .aggregateSpans(
                AggregateQuery.of(
                    TimeRange.ALL,
                    Filter.ALL,
                    List.of(GroupBy.terms(Field.of(CanonicalField.SERVICE))),
                    List.of(new Metric.Count("count"))))
            .groups()
            .stream()
            .mapToLong(group -> group.count("count"))
            .sum();
    assertThat(counted).as("spans in groups").isEqualTo(sent.size());
  }
}
