package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.derive.SpanStatements;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanLink;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.Dependencies;
import io.midwatch.query.operations.DependenciesService;
import io.midwatch.query.operations.MetricLookup;
import io.midwatch.query.operations.OperationsOfCallers;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.operations.StatementDetail;
import io.midwatch.query.operations.StatementRow;
import io.midwatch.query.operations.Statements;
import io.midwatch.query.operations.StatementsService;
import io.midwatch.query.operations.TenantRow;
import io.midwatch.query.operations.Tenants;
import io.midwatch.query.operations.TenantsService;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.answer.recount.RollupRecount;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is counted anew from the spans of one tenant or version adds up, over all of them, to what
 * the rollups count for everyone.
 */
class CallerTotalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final long START = NOW.getEpochSecond() * SECOND;

  /** Cuts through what was sent, and through buckets of 15 s. */
  private static final TimeRange RANGE = new TimeRange(START - 47 * SECOND, START - 13 * SECOND);

  private static final Window ALL = Window.of(RANGE);
  private static final List<String> TENANTS = List.of("acme", "beta", "corp");
  private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0");
  private static final int TRACES = 1_500;
  private static final String NO_CALLER = "without caller";

  @TempDir Path folder;

  private final MutableClock clock = new MutableClock(NOW);
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void totalsOfAllTenantsAndOfNobodyAreThoseOfTheRollups(String store) {
    Map<String, List<List<Span>>> traces = traces();
    try (Pipeline pipeline = Pipeline.open(store, folder, clock);
        Pipeline nobodys = Pipeline.open(store, folder.resolve("nobody"), clock)) {
      send(pipeline, traces.values().stream().flatMap(List::stream).toList());
      clock.advance(Duration.ofMinutes(-1));
      send(nobodys, traces.getOrDefault("", List.of()));
      OperationsOfCallers operations = operations(pipeline);

      Map<String, Figures> sum = figures(operations(nobodys), ALL, null);
      assertThat(sum).as("some name no tenant").isNotEmpty();
      for (String tenant : TENANTS) {
        add(sum, figures(operations, ALL.ofTenant(tenant), null));
      }

      Map<String, Figures> everyone = figures(operations, ALL, null);
      assertThat(sum).isEqualTo(everyone);
      assertThat(everyone)
          .containsKeys(
              "database ledger",
              "database orders",
              "statement SELECT * FROM paid WHERE id = ?",
              "into orders",
              "out of orders",
              "shop > payments call",
              "shop > worker message",
              "payments > orders database",
              "shop > api.cardhouse.example third_party");
      assertThat(everyone.values()).as("all count").noneMatch(Figures.NONE::equals);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void totalsOfAllVersionsAreThoseOfTheRollups(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      send(pipeline, traces().values().stream().flatMap(List::stream).toList());
      OperationsOfCallers operations = operations(pipeline);
      Map<String, Figures> everyone = figures(operations, ALL, null);
      Figures withoutCaller = everyone.getOrDefault(NO_CALLER, Figures.NONE);

      Map<String, Figures> sum = new TreeMap<>();
      for (String version : VERSIONS) {
        Map<String, Figures> ofVersion = figures(operations, ALL, version);
        assertThat(ofVersion.remove(NO_CALLER)).isEqualTo(withoutCaller);
        add(sum, ofVersion);
      }
      sum.put(NO_CALLER, withoutCaller);

      assertThat(sum).isEqualTo(everyone);
      assertThat(tenants(operations, null))
          .isEqualTo(
              VERSIONS.stream()
                  .map(version -> tenants(operations, version))
                  .reduce(new TreeMap<>(), CallerTotalsTest::add));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void oneStatementIsToldByTenantAsByTheRollups(String store) {
    try (Pipeline pipeline = Pipeline.open(store, folder, clock)) {
      send(pipeline, traces().getOrDefault("acme", List.of()));
      OperationsOfCallers operations = operations(pipeline);
      String id = statements(operations, ALL, null).rows().getFirst().id();

      StatementDetail rollups = operations.statement(ALL, id, null).orElseThrow();
      StatementDetail spans = operations.statement(ALL.ofTenant("acme"), id, null).orElseThrow();

      assertThat(spans.row()).isEqualTo(rollups.row());
      assertThat(spans.endpoints()).isEqualTo(rollups.endpoints()).isNotEmpty();
      assertThat(spans.calls().series()).isEqualTo(rollups.calls().series()).isNotEmpty();
      assertThat(spans.calls().callers()).isEqualTo(rollups.calls().callers());
      assertThat(spans.samples()).isEqualTo(rollups.samples()).isNotEmpty();
      assertThat(operations.statement(ALL.ofTenant("beta"), id, null)).isEmpty();
    }
  }

  /** Counts of one row, and the time in it where it is known. */
  private record Figures(long count, long failed, long nanos) {
    static final Figures NONE = new Figures(0, 0, 0);

    Figures plus(Figures other) {
      return new Figures(count + other.count, failed + other.failed, nanos + other.nanos);
    }
  }

  private static Map<String, Figures> add(Map<String, Figures> sum, Map<String, Figures> more) {
    more.forEach((row, figures) -> sum.merge(row, figures, Figures::plus));
    return sum;
  }

  private static Map<String, Figures> figures(
      OperationsOfCallers operations, Window window, @Nullable String version) {
    Map<String, Figures> figures = new TreeMap<>();
    var databases = operations.databases(window, version);
    databases
        .rows()
        .forEach(row ->
            figures.put("database " + row.database(), new Figures(row.calls(), row.failed(), 0)));
    for (StatementRow row : statements(operations, window, version).rows()) {
      figures.put(
          "statement " + row.text(),
          new Figures(row.now().requests(), row.now().failed(), (long) row.now().totalNanos()));
    }
    var queues = operations.queues(window, version);
    queues
        .rows()
        .forEach(row -> {
          figures.put("into " + row.destination(), counted(row.inPerMinute(), row.failed()));
          figures.put("out of " + row.destination(), counted(row.outPerMinute(), 0));
        });
    Dependencies edges =
        operations.dependencies(
            new DependenciesService.Question(window, null, null, null, 1_000), version);
    edges
        .rows()
        .forEach(row ->
            figures.put(
                row.client() + " > " + row.server() + " " + row.kind(),
                new Figures(row.requests(), row.failed(), 0)));
    figures.put(NO_CALLER, new Figures(edges.withoutCaller(), 0, 0));
    figures.put("without callee", new Figures(edges.withoutCallee(), 0, 0));
    assertThat(List.of(databases.completeness(), queues.completeness(), edges.completeness()))
        .allMatch(Completeness::complete);
    return figures;
  }

  private static Figures counted(double perMinute, long failed) {
    return new Figures(Math.round(perMinute * ALL.minutes()), failed, 0);
  }

  private static Statements statements(
      OperationsOfCallers operations, Window window, @Nullable String version) {
    return operations.statements(
        new StatementsService.Question(window, null, null, null, null, 1_000), version);
  }

  private static Map<String, Figures> tenants(
      OperationsOfCallers operations, @Nullable String version) {
    Tenants tenants = operations.tenants(ALL, version);
    Map<String, Figures> figures = new TreeMap<>();
    for (TenantRow row : tenants.rows()) {
      figures.put(row.tenant(), new Figures(row.requests(), row.failed(), 0));
    }
    TenantRow nobody = tenants.unattributed();
    figures.put("", new Figures(nobody.requests(), nobody.failed(), 0));
    return figures;
  }

  private static OperationsOfCallers operations(Pipeline pipeline) {
    MetricLookup metrics = new MetricLookup(pipeline.metrics());
    return new OperationsOfCallers(
        new DatabasesService(pipeline.rollups(), metrics),
        new QueuesService(pipeline.rollups(), metrics),
        new DependenciesService(pipeline.rollups()),
        new TenantsService(pipeline.rollups()),
        new StatementsService(
            pipeline.rollups(),
            pipeline.spans(),
            Pipeline.READER,
            new SpanStatements(Pipeline.READER)::id),
        new RollupRecount(
            pipeline.spans(),
            Pipeline.READER,
            () -> new RollupDerivation(Pipeline.READER, OwnHosts.DEFAULT)));
  }

  /** Spans of a trace come in two requests half a minute apart, the first ones after a seal. */
  private void send(Pipeline pipeline, List<List<Span>> traces) {
    List<List<Span>> batches = List.of(new ArrayList<>(), new ArrayList<>());
    Random order = new Random(3);
    // A service is known to ask databases from its first call on; requests before have no
    // statements.
    traces.getFirst().forEach(batches.getFirst()::add);
    for (List<Span> trace : traces.subList(1, traces.size())) {
      trace.forEach(span -> batches.get(order.nextInt(2)).add(span));
    }
    for (List<Span> batch : batches) {
      for (int from = 0; from < batch.size(); from += 1_000) {
        pipeline.sendSpans(batch.subList(from, Math.min(batch.size(), from + 1_000)));
      }
      clock.advance(Duration.ofSeconds(30));
      pipeline.seal().run();
    }
  }

  /** By tenant, empty for nobody's. */
  private Map<String, List<List<Span>>> traces() {
    Map<String, List<List<Span>>> traces = new TreeMap<>();
    for (int i = 1; i <= TRACES; i++) {
      int whose = random.nextInt(TENANTS.size() + 1);
      String tenant = whose == TENANTS.size() ? "" : TENANTS.get(whose);
      traces.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(trace(i, tenant));
    }
    return traces;
  }

  /** Only one span of the trace names its tenant. */
  private List<Span> trace(long number, String tenant) {
    String shop = VERSIONS.get(random.nextInt(VERSIONS.size()));
    String payments = VERSIONS.get(random.nextInt(VERSIONS.size()));
    long start = START - 90 * SECOND + number * 120 * SECOND / TRACES;
    int naming = random.nextInt(9);
    SpanLink sent =
        new SpanLink(
            Spans.traceId(number),
            new SpanId(number * 100 + 5),
            "",
            Attributes.builder().build(),
            0,
            0);
    List<Spans> spans = new ArrayList<>();
    spans.add(
        span(number, 1, 0, SpanKind.SERVER, "shop", shop, start, 900).with("http.route", "/cart"));
    spans.add(
        span(number, 2, 1, SpanKind.CLIENT, "shop", shop, start, 700)
            .with("http.request.method", "GET"));
    spans.add(span(number, 3, 2, SpanKind.SERVER, "payments", payments, start + 1_000_000, 600));
    spans.add(
        span(
                number,
                4,
                3,
                SpanKind.CLIENT,
                "payments",
                payments,
                start + 2_000_000,
                10 + number % 7)
            .with("db.system.name", "postgresql")
            .with("db.namespace", number % 3 == 0 ? "ledger" : "orders")
            .with("db.query.text", "SELECT * FROM paid WHERE id = " + number));
    spans.add(
        span(number, 5, 1, SpanKind.PRODUCER, "shop", shop, start + 3_000_000, 5)
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .with("messaging.operation.type", "send"));
    spans.add(
        span(number, 6, 0, SpanKind.CONSUMER, "worker", payments, start + 2 * SECOND, 5)
            .link(sent)
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .with("messaging.batch.message_count", 1 + number % 3)
            .with("messaging.operation.type", "process"));
    spans.add(
        span(number, 7, 1, SpanKind.CLIENT, "shop", shop, start, 50)
            .with("http.request.method", "POST")
            .with("server.address", "api.cardhouse.example"));
    spans.add(span(number, 8, 9, SpanKind.SERVER, "admin", shop, start, 5));
    spans.add(
        span(number, 10, 1, SpanKind.CLIENT, "shop", shop, start, 50)
            .with("http.request.method", "GET")
            .with("server.address", "stock"));
    List<Span> built = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Spans span =
          i == naming && !tenant.isEmpty() ? spans.get(i).with("tenant.id", tenant) : spans.get(i);
      built.add(random.nextInt(10) == 0 ? span.failed().build() : span.build());
    }
    return built;
  }

  private static Spans span(
      long trace,
      long id,
      long parent,
      SpanKind kind,
      String service,
      String version,
      long start,
      long millis) {
    return Spans.number(trace * 100 + id)
        .trace(trace)
        .childOf(parent == 0 ? 0 : trace * 100 + parent)
        .named("GET /cart")
        .kind(kind)
        .startingAt(start)
        .lasting(millis * 1_000_000)
        .from(
            Resource.of(Attributes.ofStrings("service.name", service, "service.version", version)));
  }
}
