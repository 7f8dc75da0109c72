package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.query.counting.LabelledRollups;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.columnar.rollup.DurableRollups;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What very many values of a key cost, and what is said of them. */
class CardinalityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = NOW.getEpochSecond() * SECOND;
  private static final TimeRange HOUR =
      new TimeRange(START - 1_800 * SECOND, START + 1_800 * SECOND);
  private static final int MANY = 100_000;
  private static final int ATTACK = 12_000;
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  private final MutableClock clock = new MutableClock(NOW);

  /** Half an hour: a bucket of 15 s has room for 10,000 tenants. */
  @Test
  @SuppressWarnings("SystemOut") // the figure is what the test is run for
  void aHundredThousandTenantsAndUsersTakeNoMoreThan64Megabytes() {
    RollupDerivation derivation = new RollupDerivation(Pipeline.READER, OwnHosts.DEFAULT);
    DurableRollups rollups =
        DurableRollups.open(
            new LocalDisk(folder), derivation.tables(), List.of(), -1, clock, Duration.ofDays(30));
    derive(derivation, rollups, 0); // what is loaded and made once
    long before = used();
    for (int from = 1_000; from < MANY; from += 1_000) {
      derive(derivation, rollups, from);
    }
    long megabytes = (used() - before) / MEGABYTE;
    System.out.println("100,000 tenants and users in memory: " + megabytes + " MB");
    Reference.reachabilityFence(derivation);

    RollupAnswer users = rollups.readRollup(RollupQuery.total("tenants", HOUR));
    Tenants tenants = new TenantsService(rollups).tenants(Window.of(HOUR));
    assertThat(tenants.rows()).hasSize(MANY).allMatch(row -> row.requests() == 1);
    assertThat(tenants.affected()).isEqualTo(MANY / 10);
    assertThat((double) users.distinct(users.rows().getFirst(), "users"))
        .isCloseTo(MANY, within(MANY * 0.02));
    assertThat(megabytes).isLessThanOrEqualTo(64);
  }

  /** A thousand requests, each of a tenant and user of its own; one in ten failed. */
  private static void derive(RollupDerivation derivation, DurableRollups rollups, int from) {
    rollups.apply(
        from,
        sink -> {
          for (int i = from; i < from + 1_000; i++) {
            long start = START - 900 * SECOND + i * (SECOND / 56);
            Attributes.Builder attributes =
                Attributes.builder().put("tenant.id", "tenant " + i).put("user.id", "user " + i);
            derivation.begin(start);
            derivation.derive(
                span(i, SpanKind.SERVER, "GET /cart", start, attributes, i % 10 == 0), sink);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  @SuppressWarnings("SystemOut") // the figure is what the test is run for
  void anAttackOfNamesTenantsHostsAndStatementsIsBoundedExactAndNamed(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      attack(pipeline, 0, 1_000);
      pipeline.seal().run();
      long before = used();
      attack(pipeline, 1_000, ATTACK);
      pipeline.seal().run();
      long megabytes = (used() - before) / MEGABYTE;
      System.out.println(
          store + ", " + 3 * ATTACK + " spans of random names: " + megabytes + " MB");

      LabelledRollups rollups = new LabelledRollups(pipeline.rollups());
      Window window = Window.of(HOUR);
      assertThat(sum(rollups, "requests", "requests")).isEqualTo(ATTACK);
      assertThat(sum(rollups, "requests", "failed")).isEqualTo(ATTACK / 10);
      assertThat(sum(rollups, "tenants", "requests")).isEqualTo(ATTACK);
      assertThat(sum(rollups, "third_parties", "calls")).isEqualTo(ATTACK);
      assertThat(sum(rollups, "statements", "calls")).isEqualTo(ATTACK);
      assertThat(
              rollups
                  .readRollup(RollupQuery.total("statements", HOUR, "text"))
                  .completeness()
                  .reasons())
          .anySatisfy(reason ->
              assertThat(reason).startsWith("statement of statements has too many values, 2,000"));
      assertThat(sum(rollups, "errors", "count")).isEqualTo(ATTACK / 10);
      Groups endpoints =
          new RequestStatistics(new RollupRequests(rollups), new SpanRequests(pipeline.spans()))
              .groups(window, List.of(), By.ENDPOINT);
      assertThat(endpoints.groups().stream().mapToLong(group -> group.figures().requests()).sum())
          .isEqualTo(ATTACK);
      assertThat(endpoints.completeness().reasons())
          .anySatisfy(reason ->
              assertThat(reason).startsWith("endpoint of requests has too many values, 5,000"));
      assertThat(new TenantsService(rollups).tenants(window).completeness().reasons())
          .anySatisfy(reason -> assertThat(reason).startsWith("tenant of tenants has too many"));
      assertThat(megabytes).isLessThanOrEqualTo(192); // with the spans the store has just taken
    }
  }

  /** Counts of all rows, the one of those without a place included. */
  private static long sum(LabelledRollups rollups, String table, String counter) {
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(
                table,
                HOUR,
                rollups.rollupTables().stream()
                    .filter(each -> each.name().equals(table))
                    .findFirst()
                    .orElseThrow()
                    .dimensions()
                    .getFirst()
                    .name()));
    return answer.rows().stream().mapToLong(row -> answer.count(row, counter)).sum();
  }

  /** Requests and calls of random names, all within 15 s. */
  private static void attack(Pipeline pipeline, int from, int to) {
    Random random = new Random(from);
    List<Span> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String noise = Long.toString(random.nextLong() >>> 1, 36).replaceAll("[0-9]", "x");
      long start = START + i;
      batch.add(
          span(
              2L * i + 1,
              SpanKind.SERVER,
              "op-" + noise,
              start,
              Attributes.builder().put("tenant.id", "t" + noise).put("user.id", "u" + noise),
              i % 10 == 0));
      batch.add(
          span(
              2L * i + 2,
              SpanKind.CLIENT,
              "select " + noise,
              start,
              Attributes.builder()
                  .put("http.request.method", "GET")
                  .put("server.address", noise + ".example"),
              false));
      batch.add(
          span(
              2L * ATTACK + i + 1,
              SpanKind.CLIENT,
              "select",
              start,
              Attributes.builder()
                  .put("db.system.name", "postgresql")
                  .put("db.query.text", "select " + noise + " from t"),
              false));
      if (batch.size() >= 1_000) {
        pipeline.sendSpans(batch);
        batch.clear();
      }
    }
    pipeline.sendSpans(batch);
  }

  private static Span span(
      long id,
      SpanKind kind,
      String name,
      long start,
      Attributes.Builder attributes,
      boolean failed) {
    return Spans.number(id + 1)
        .named(name)
        .kind(kind)
        .startingAt(start)
        .lasting(1_000)
        .with(attributes.build())
        .status(failed ? SpanStatus.error("failed " + name) : SpanStatus.UNSET)
        .build();
  }

  /** Bytes of the heap that are reachable. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
