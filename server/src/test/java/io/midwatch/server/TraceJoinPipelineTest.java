package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.promql.PromqlEngine;
import io.midwatch.query.promql.PromqlOptions;
import io.midwatch.query.promql.series.Value;
import io.midwatch.query.promql.store.PromqlStore;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.QueryScope;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.TraceTables;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What spans of other batches tell, through each store of one process and its restart. */
class TraceJoinPipelineTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = NOW.getEpochSecond() * SECOND;
  private static final TimeRange HOUR =
      new TimeRange(START - 1_800 * SECOND, START + 1_800 * SECOND);

  @TempDir Path folder;

  private final MutableClock clock = new MutableClock(NOW);

  /** What happens to the store before the later batch comes. */
  private enum Between {
    NOTHING,
    RESTART,
    SEALED,
    SEALED_AND_RESTART
  }

  @ParameterizedTest
  @CsvSource({
    "memory, NOTHING",
    "embedded, NOTHING",
    "embedded, RESTART",
    "embedded, SEALED",
    "embedded, SEALED_AND_RESTART"
  })
  void aTenantOnAChildThatComesHalfAMinuteLaterIsThatOfTheRequest(String store, Between between) {
    Pipeline pipeline = Pipeline.open(store, folder, clock);
    pipeline.send(span(SpanKind.SERVER, "payments", 4, 3, ""));
    assertThat(tenants(pipeline).unattributed().requests()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(30));
    pipeline = between(between, pipeline);
    pipeline.send(span(SpanKind.INTERNAL, "payments", 5, 4, "acme"));
    pipeline.send(span(SpanKind.CLIENT, "shop", 3, 2, ""));

    Tenants tenants = tenants(pipeline);
    assertThat(tenants.rows()).containsExactly(new TenantRow("acme", 1, 0, 0, 0));
    assertThat(tenants.unattributed().requests()).isZero();
    assertThat(tenants.completeness().reasons()).isEmpty();
    assertThat(edges(pipeline)).containsOnly(Map.entry("shop > payments", 1L));
    pipeline.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void aTenantThatComesFiveMinutesLaterIsTooLateWhichIsSaid(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      pipeline.send(span(SpanKind.SERVER, "payments", 4, 3, ""));
      clock.advance(Duration.ofMinutes(5));
      pipeline.send(span(SpanKind.INTERNAL, "payments", 5, 4, "acme"));

      Tenants tenants = tenants(pipeline);
      assertThat(tenants.rows()).isEmpty();
      assertThat(tenants.unattributed().requests()).isEqualTo(1);
      assertThat(tenants.completeness().approximate()).isTrue();
      assertThat(tenants.completeness().reasons())
          .anySatisfy(reason ->
              assertThat(reason).contains("1 span named a tenant too late", "lower bound"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void aLateSpanChangesTheListTheRollupAndTheSeriesAlike(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      pipeline.send(span(SpanKind.SERVER, "payments", 4, 3, "acme"));
      pipeline.send(span(SpanKind.CLIENT, "shop", 3, 2, "acme"));
      assertThat(counts(pipeline)).containsExactly(1L, 1L, 1L, 1L);

      clock.advance(Duration.ofMinutes(10));
      pipeline.send(span(SpanKind.SERVER, "payments", 14, 13, "acme"));
      pipeline.send(span(SpanKind.CLIENT, "shop", 13, 2, "acme"));

      assertThat(counts(pipeline)).containsExactly(2L, 2L, 2L, 2L);
    }
  }

  /** Requests in the list of traces' spans, in the rollup, as edges, and as PromQL's series. */
  private static List<Long> counts(Pipeline pipeline) {
    Window window = new Window(HOUR, null, null);
    long rows =
        pipeline.spans().trace(QueryScope.ALL, Spans.traceId(7)).stream()
            .filter(row -> row.item().kind() == SpanKind.SERVER)
            .count();
    RollupAnswer requests = pipeline.rollups().readRollup(window.rollup("requests"));
    PromqlEngine engine =
        new PromqlEngine(
            new PromqlStore(pipeline.metrics(), pipeline.rollups()), PromqlOptions.DEFAULT);
    return List.of(
        rows,
        requests.count(requests.rows().getFirst(), "requests"),
        new DependenciesService(pipeline.rollups())
            .dependencies(new DependenciesService.Question(window, null, null, null, 10))
            .rows()
            .getFirst()
            .requests(),
        series(engine));
  }

  /** Of the minute the spans began in. */
  private static long series(PromqlEngine engine) {
    Value value =
        engine
            .instant(
                "sum(traces_service_graph_request_total)",
                START / 1_000_000 + 60_000,
                PromqlOptions.DEFAULT,
                () -> false)
            .value();
    double sum = ((Value.Vector) Objects.requireNonNull(value)).columns().getFirst().value(0);
    return Math.round(sum);
  }

  private Pipeline between(Between between, Pipeline pipeline) {
    if (between == Between.SEALED || between == Between.SEALED_AND_RESTART) {
      pipeline.seal().run();
    }
    if (between == Between.RESTART || between == Between.SEALED_AND_RESTART) {
      pipeline.close();
      return Pipeline.open("embedded", folder, clock);
    }
    return pipeline;
  }

  private static Tenants tenants(Pipeline pipeline) {
    return new TenantsService(pipeline.rollups()).tenants(new Window(HOUR, null, null));
  }

  private static Map<String, Long> edges(Pipeline pipeline) {
    RollupAnswer answer =
        pipeline
            .rollups()
            .readRollup(RollupQuery.total(TraceTables.EDGES.name(), HOUR, "client", "server"));
    Map<String, Long> edges = new TreeMap<>();
    answer.rows().stream()
        .filter(row -> answer.count(row, "requests") != 0)
        .forEach(
            row -> edges.put(row.text(0) + " > " + row.text(1), answer.count(row, "requests")));
    return edges;
  }

  private static Span span(SpanKind kind, String service, long id, long parent, String tenant) {
    Attributes.Builder attributes = Attributes.builder();
    if (!tenant.isEmpty()) {
      attributes.put("tenant.id", tenant);
    }
    return Spans.number(id)
        .trace(7)
        .childOf(parent)
        .named("GET /cart")
        .kind(kind)
        .startingAt(START)
        .lasting(1_000)
        .with(attributes.build())
        .of(service)
        .build();
  }
}
