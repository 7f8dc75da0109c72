package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.StatementTables.STATEMENTS;
import static io.midwatch.storage.contract.rollup.StatementTables.STATEMENT_ENDPOINTS;
import static io.midwatch.storage.contract.rollup.TraceTables.TRACE_JOINS;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatementRollupTest {
  private static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;
  private static final String CART = "SELECT * FROM cart WHERE id = ";

  private RollupDerivation derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
  private final RecordedRollups rollups = new RecordedRollups();
  private long lastSpan;

  @Test
  void callsThatDifferInValuesAloneAreOneStatement() {
    receive(1, query("shop", START, 20, CART + "7"));
    receive(1, query("shop", START, 30, CART + "8 -- hot").rows(3));
    receive(1, query("shop", START, 50, CART + "?").rows(0).failed());

    assertThat(counts(STATEMENTS))
        .containsOnly(
            Map.entry(
                CART + "? | SELECT | cart | postgresql | orders | shop | production",
                "calls=3 failed=1 rows=3 with_rows=2"));
    var row = rollups.only(STATEMENTS);
    assertThat(row.histogram("duration").sum()).isEqualTo(100);
  }

  @Test
  void aSpanIsTheStatementItCountsAs() {
    receive(1, query("shop", START, 20, CART + "7"));
    SpanStatements statements = new SpanStatements(READER);

    assertThat(statements.id(query("shop", START, 9, CART + "'x'").span(1)))
        .hasValue(id(rollups.keys(STATEMENTS).getFirst()));
    assertThat(statements.id(request("shop", START, 9, "GET /cart").span(1))).isEmpty();
  }

  @Test
  void aStatementIsOneOfItsDatabase() {
    receive(1, query("shop", START, 20, CART + "7"));
    receive(1, query("payments", START, 20, CART + "8"));
    receive(1, query("shop", START, 20, CART + "9").put("db.namespace", "stock"));

    assertThat(rollups.keys(STATEMENTS).stream().map(StatementRollupTest::id).distinct())
        .hasSize(2);
    assertThat(rollups.keys(STATEMENTS)).hasSize(3);
  }

  @Test
  void textsOfOldAgentsAndCallsWithoutOneCountToo() {
    receive(
        1,
        new Sent(SpanKind.CLIENT, "shop", START, 5)
            .put("db.system", "mongodb")
            .put("db.name", "carts")
            .put("db.operation", "find")
            .put("db.mongodb.collection", "carts"));
    receive(
        1,
        new Sent(SpanKind.CLIENT, "shop", START, 5)
            .put("db.system", "redis")
            .put("db.statement", "GET cart:7")
            .put("net.peer.name", "cache-1"));
    receive(1, new Sent(SpanKind.INTERNAL, "shop", START, 5).put("db.system", "redis"));

    assertThat(counts(STATEMENTS).keySet())
        .containsExactlyInAnyOrder(
            "find carts | find | carts | mongodb | carts | shop | production",
            "GET cart:* | GET |  | redis | cache-1 | shop | production");
  }

  @Test
  void callsCountForTheRequestTheyWereMadeFor() {
    receive(1, query("shop", START + 5, 20, CART + "7"));
    receive(2, query("shop", START + 5, 30, CART + "8").failed());
    assertThat(counts(STATEMENT_ENDPOINTS)).isEmpty();
    receive(3, request("shop", START, 100, "GET /cart"));
    receive(4, query("shop", START + 5, 50, CART + "9"));

    assertThat(counts(STATEMENT_ENDPOINTS))
        .containsOnly(Map.entry("shop | GET /cart | production", "calls=3 failed=1 nanos=100"));
  }

  @Test
  void eachRequestOfAServiceInATraceHasItsOwnCalls() {
    receive(1, query("shop", START + 5 * SECOND, 20, CART + "7"));
    receive(1, query("shop", START + 9 * SECOND, 30, CART + "8"));
    receive(1, query("payments", START + 5 * SECOND, 1, CART + "8"));
    receive(1, request("shop", START + 8 * SECOND, 2 * SECOND, "GET /cart"));
    receive(1, request("shop", START + 4 * SECOND, 2 * SECOND, "POST /cart"));
    receive(1, request("payments", START + 20 * SECOND, SECOND, "POST /pay"));
    receive(1, request("shop", START + 4 * SECOND, 2 * SECOND, "POST /other").trace(8));

    assertThat(counts(STATEMENT_ENDPOINTS))
        .containsOnly(
            Map.entry("shop | GET /cart | production", "calls=1 nanos=30"),
            Map.entry("shop | POST /cart | production", "calls=1 nanos=20"));
  }

  @Test
  void aRequestThatComesTooLateCountsNone() {
    receive(1, query("shop", START + 5, 20, CART + "7"));
    receive(301, request("shop", START, 100, "GET /cart"));

    assertThat(counts(STATEMENT_ENDPOINTS)).isEmpty();
    assertThat(counts(STATEMENTS)).hasSize(1);
  }

  @Test
  void aRestartInBetweenChangesNothing() {
    Span first = query("shop", START + 5, 20, CART + "7").span(1);
    Span second = query("shop", START + 5, 20, CART + "7").span(2);
    Span request = request("shop", START, 100, "GET /cart").span(3);
    derivation.begin(START + SECOND);
    derivation.derive(first, rollups);

    derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
    derivation.beginHistory(START);
    derivation.begin(START + SECOND);
    derivation.recall(CanonicalSpan.of(first, READER));
    derivation.remember(CanonicalSpan.of(first, READER));
    derivation.begin(START + 2 * SECOND);
    derivation.derive(second, rollups);
    derivation.derive(request, rollups);
    assertThat(counts(STATEMENT_ENDPOINTS))
        .containsOnly(Map.entry("shop | GET /cart | production", "calls=2 nanos=40"));

    derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
    derivation.beginHistory(START);
    derivation.begin(START + SECOND);
    for (Span each : List.of(first, second, request, first, second, request)) {
      derivation.recall(CanonicalSpan.of(each, READER));
    }
    derivation.derive(query("shop", START + 5, 5, CART + "7").span(4), rollups);
    assertThat(counts(STATEMENT_ENDPOINTS))
        .containsOnly(Map.entry("shop | GET /cart | production", "calls=3 nanos=45"));
  }

  @Test
  void sampledCallsCountWhatTheyStandFor() {
    Span call = query("shop", START + 5, 20, CART + "7").rows(2).sampled("ot=th:c").span(1);
    derivation.begin(START + SECOND);
    derivation.derive(call, rollups);
    derivation.derive(request("shop", START, 100, "GET /cart").span(2), rollups);

    assertThat(counts(STATEMENTS).values()).containsOnly("calls=4 rows=8 with_rows=4");
    assertThat(counts(STATEMENT_ENDPOINTS).values()).containsOnly("calls=4 nanos=80");
  }

  /** Calls no request explains are waited for as long as there is memory, and said when not. */
  @Test
  void memoryIsBounded() {
    derivation =
        new RollupDerivation(
            READER, OwnHosts.DEFAULT, new JoinLimits(Duration.ofMinutes(2), 1 << 20));
    for (int i = 0; i < 20_000; i++) {
      receive(1, query("shop", START + 5, 20, CART + i).trace(i + 1));
    }

    assertThat(counts(STATEMENTS).values()).containsOnly("calls=20000");
    assertThat(counts(TRACE_JOINS).toString()).contains("endpoint | shop | production=evicted=1");
  }

  /** What is left after many requests that explain nothing costs each of them a bounded time. */
  @Test
  void callsNoRequestExplainsAreWaitedForInBoundedNumbers() {
    for (int i = 0; i < 5_000; i++) {
      receive(1, query("shop", START + 500 * SECOND, 20, CART + "1"));
    }
    receive(1, request("shop", START, SECOND, "GET /cart"));
    receive(1, request("shop", START + 499 * SECOND, 2 * SECOND, "POST /cart"));

    assertThat(counts(STATEMENT_ENDPOINTS))
        .containsOnly(Map.entry("shop | POST /cart | production", "calls=1024 nanos=20480"));
  }

  private void receive(int second, Sent sent) {
    derivation.begin(START + second * SECOND);
    derivation.derive(sent.span(++lastSpan), rollups);
  }

  private static Sent query(String service, long start, long nanos, String text) {
    return new Sent(SpanKind.CLIENT, service, start, nanos)
        .put("db.system.name", "postgresql")
        .put("db.namespace", "orders")
        .put("db.query.text", text);
  }

  private static Sent request(String service, long start, long nanos, String endpoint) {
    int blank = endpoint.indexOf(' ');
    return new Sent(SpanKind.SERVER, service, start, nanos)
        .put("http.request.method", endpoint.substring(0, blank))
        .put("http.route", endpoint.substring(blank + 1));
  }

  private static String id(String key) {
    return key.substring(key.indexOf(": ") + 2, key.indexOf(" | "));
  }

  /** By key without the bucket and, of statements, the id. */
  private Map<String, String> counts(RollupTable table) {
    Map<String, String> counts = new TreeMap<>();
    for (String key : rollups.keys(table)) {
      String named = key.substring(key.indexOf(": ") + 2);
      boolean hasId = table.dimensions().getFirst().name().equals("statement");
      counts.put(
          hasId ? named.substring(named.indexOf(" | ") + 3) : named,
          rollups.row(table, key).counts());
    }
    return counts;
  }

  /** A span of trace 7 to be. */
  private static final class Sent {
    private final SpanKind kind;
    private final String service;
    private final long start;
    private final long nanos;
    private final Attributes.Builder attributes = Attributes.builder();
    private long trace = 7;
    private String state = "";
    private SpanStatus status = SpanStatus.UNSET;

    Sent(SpanKind kind, String service, long start, long nanos) {
      this.kind = kind;
      this.service = service;
      this.start = start;
      this.nanos = nanos;
    }

    Sent put(String key, String value) {
      attributes.put(key, value);
      return this;
    }

    Sent rows(long rows) {
      attributes.put("db.response.returned_rows", rows);
      return this;
    }

    Sent failed() {
      status = SpanStatus.error("");
      return this;
    }

    Sent trace(long of) {
      trace = of;
      return this;
    }

    Sent sampled(String traceState) {
      state = traceState;
      return this;
    }

    Span span(long id) {
      return Spans.number(id)
          .trace(trace)
          .state(state, 0)
          .named("span")
          .kind(kind)
          .startingAt(start)
          .lasting(nanos)
          .with(attributes.build())
          .status(status)
          .from(
              Resource.of(
                  Attributes.ofStrings(
                      "service.name", service, "deployment.environment.name", "production")))
          .build();
    }
  }
}
