package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.ErrorTables.ERRORS;
import static io.midwatch.storage.contract.rollup.ErrorTables.ERROR_TENANTS;
import static io.midwatch.storage.contract.rollup.OperationsTables.TENANTS;
import static io.midwatch.storage.contract.rollup.TraceTables.EDGES;
import static io.midwatch.storage.contract.rollup.TraceTables.TRACE_JOINS;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.trace.JoinLimits;
import io.midwatch.model.Attributes;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.testkit.fixture.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TraceJoinTest {
  private static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000 * SECOND;

  private RollupDerivation derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
  private final RecordedRollups rollups = new RecordedRollups();

  @Test
  void tenantOfAChildThatComesLaterInAnotherBatchIsThatOfTheRequest() {
    receive(1, server("payments", 4, 3).failed());
    receive(31, internal("payments", 5, 4).tenant("acme"));

    assertThat(counts(TENANTS))
        .containsOnly(Map.entry("acme | payments | production", "requests=1 failed=1"));
    assertThat(failures("acme")).isEqualTo(List.of("payments"));
  }

  @Test
  void tenantHoldsForEveryRequestOfTheTrace() {
    receive(1, server("shop", 2, 0));
    receive(2, internal("shop", 3, 2).tenant("acme"));
    receive(3, server("payments", 4, 3));
    receive(4, server("payments", 9, 0).trace(8));

    assertThat(counts(TENANTS))
        .containsOnly(
            Map.entry("acme | shop | production", "requests=1"),
            Map.entry("acme | payments | production", "requests=1"),
            Map.entry(" | payments | production", "requests=1"));
  }

  @Test
  void usersGoWithTheirRequest() {
    receive(1, server("payments", 4, 3).put("user.id", "u7").failed());
    receive(2, internal("payments", 5, 4).tenant("acme"));

    var acme = rollups.row(TENANTS, "@" + START + ": acme | payments | production");
    assertThat(acme.distinct("users")).isEqualTo(1);
    assertThat(acme.distinct("failed_users")).isEqualTo(1);
  }

  @Test
  void failuresAreThoseOfTheTenantOfTheirTraceWhicheverComesFirst() {
    receive(1, server("payments", 4, 3).failed());
    assertThat(counts(ERROR_TENANTS)).isEmpty();
    receive(2, internal("shop", 5, 2).tenant("acme"));
    receive(3, server("billing", 6, 3).failed());
    receive(4, server("billing", 7, 0).trace(8).failed());

    assertThat(failures("acme")).isEqualTo(List.of("billing", "payments"));
    assertThat(counts(ERRORS).values()).containsOnly("count=1", "count=2").hasSize(2);
    assertThat(
            rollups.keys(ERRORS).stream()
                .mapToLong(key -> rollups.row(ERRORS, key).distinct("tenants"))
                .sum())
        .isEqualTo(2);
  }

  @Test
  void aFailureKeepsItsOwnTenantAndThatOfItsRequest() {
    receive(1, internal("shop", 5, 2).tenant("acme"));
    receive(2, server("payments", 4, 3).tenant("beta").failed());
    receive(3, server("billing", 6, 3).failed());

    assertThat(failures("acme")).isEqualTo(List.of("billing"));
    assertThat(failures("beta")).isEqualTo(List.of("payments"));
  }

  @Test
  void tenantThatComesTooLateIsCountedAsLate() {
    receive(1, server("payments", 4, 3));
    receive(301, internal("payments", 5, 4).tenant("acme"));

    assertThat(counts(TENANTS)).containsOnly(Map.entry(" | payments | production", "requests=1"));
    assertThat(counts(TRACE_JOINS))
        .containsOnly(Map.entry("tenant | payments | production", "late=1"));
  }

  @Test
  void aTraceStaysAsLongAsItIsHeardOf() {
    receive(1, server("payments", 4, 3));
    receive(100, server("payments", 5, 3));
    receive(200, server("payments", 6, 3));
    receive(300, internal("payments", 7, 4).tenant("acme"));

    assertThat(counts(TENANTS))
        .containsOnly(Map.entry("acme | payments | production", "requests=3"));
  }

  @Test
  void calleeBeforeItsCaller() {
    receive(1, server("payments", 4, 3).lasting(20));
    assertThat(counts(EDGES))
        .containsOnly(Map.entry(" | payments | call | production", "requests=1"));
    receive(40, client("shop", 3, 2).lasting(50));

    assertThat(counts(EDGES))
        .containsOnly(Map.entry("shop | payments | call | production", "requests=1"));
    var edge = rollups.row(EDGES, "@" + START + ": shop | payments | call | production");
    assertThat(edge.histogram("client_duration").sum()).isEqualTo(50);
    assertThat(edge.histogram("server_duration").sum()).isEqualTo(20);
  }

  @Test
  void callerBeforeItsCallees() {
    receive(1, client("shop", 3, 2).failed());
    assertThat(counts(EDGES))
        .containsOnly(Map.entry("shop |  | call | production", "requests=1 failed=1"));
    receive(5, server("payments", 4, 3));
    receive(6, server("payments", 5, 3));

    assertThat(counts(EDGES))
        .containsOnly(Map.entry("shop | payments | call | production", "requests=2 failed=2"));
  }

  @Test
  void callerThatComesTooLateLeavesTheCalleeWithoutOne() {
    receive(1, server("payments", 4, 3));
    receive(200, client("shop", 3, 2));

    assertThat(counts(EDGES))
        .containsOnly(
            Map.entry(" | payments | call | production", "requests=1"),
            Map.entry("shop |  | call | production", "requests=1"));
  }

  @Test
  void calleeThatComesTooLateIsCountedAsLate() {
    receive(1, client("shop", 3, 2));
    receive(200, server("payments", 4, 3));

    assertThat(counts(TRACE_JOINS))
        .containsOnly(Map.entry("caller | payments | production", "late=1"));
  }

  @Test
  void messagesAreFollowedByParentAndByLinksAcrossTraces() {
    receive(1, span(SpanKind.PRODUCER, "shop", 3, 2).lasting(2));
    receive(2, span(SpanKind.CONSUMER, "mailer", 4, 3).at(START + 10));
    receive(
        3, span(SpanKind.CONSUMER, "billing", 5, 0).trace(9).link(7, 3).link(7, 33).at(START + 20));
    receive(4, span(SpanKind.PRODUCER, "web", 33, 2).at(START + 30));

    assertThat(counts(EDGES))
        .containsOnly(
            Map.entry("shop | mailer | message | production", "requests=1"),
            Map.entry("shop | billing | message | production", "requests=1"),
            Map.entry("web | billing | message | production", "requests=1"));
    var edge = rollups.row(EDGES, "@" + (START + 10) + ": shop | mailer | message | production");
    assertThat(edge.histogram("queue_time").sum()).isEqualTo(8);
    // A clock that says it came before it was sent.
    var skewed = rollups.row(EDGES, "@" + (START + 20) + ": web | billing | message | production");
    assertThat(skewed.histogram("queue_time").sum()).isZero();
  }

  @Test
  void aMessageThatIsOnlyFetchedIsNoEdge() {
    receive(1, span(SpanKind.CONSUMER, "mailer", 4, 3).put("messaging.operation.type", "receive"));

    assertThat(rollups.keys(EDGES)).isEmpty();
  }

  @Test
  void databasesAndThirdPartiesAreEdgesByThemselves() {
    receive(
        1, client("shop", 3, 2).put("db.system", "postgresql").put("db.name", "orders").lasting(7));
    receive(
        1,
        client("shop", 4, 2)
            .put("http.request.method", "GET")
            .put("server.address", "api.cards.example")
            .failed());

    assertThat(counts(EDGES))
        .containsOnly(
            Map.entry("shop | orders | database | production", "requests=1"),
            Map.entry(
                "shop | api.cards.example | third_party | production", "requests=1 failed=1"));
    var edge = rollups.row(EDGES, "@" + START + ": shop | orders | database | production");
    assertThat(edge.histogram("client_duration").sum()).isEqualTo(7);
  }

  @Test
  void whateverTheOrderTheCountsAreTheSame() {
    List<Sent> sent = new ArrayList<>();
    for (int trace = 1; trace <= 20; trace++) {
      sent.add(server("shop", 1, 0).trace(trace));
      sent.add(client("shop", 2, 1).trace(trace));
      sent.add(server("payments", 3, 2).trace(trace).failed());
      sent.add(internal("payments", 4, 3).trace(trace).tenant("acme"));
      sent.add(span(SpanKind.PRODUCER, "payments", 5, 3).trace(trace));
      sent.add(span(SpanKind.CONSUMER, "mailer", 6, 0).trace(100 + trace).link(trace, 5));
    }
    sent.forEach(each -> receive(1, each));
    Map<String, String> edges = counts(EDGES);
    Map<String, String> tenants = counts(TENANTS);
    Map<String, String> failures = counts(ERROR_TENANTS);

    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(sent, new Random(seed));
      RecordedRollups again = new RecordedRollups();
      derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
      sent.forEach(each -> derivation.derive(each.span(), again));
      assertThat(counts(again, EDGES)).isEqualTo(edges);
      assertThat(counts(again, TENANTS)).isEqualTo(tenants);
      assertThat(counts(again, ERROR_TENANTS)).isEqualTo(failures);
    }
    assertThat(edges)
        .containsOnly(
            Map.entry("shop | payments | call | production", "requests=20 failed=20"),
            Map.entry("payments | mailer | message | production", "requests=20"));
  }

  @Test
  void whatIsRememberedIsCorrectedAndCountedNoMore() {
    remember(1, server("payments", 4, 3));
    remember(2, client("shop", 13, 2));
    receive(30, internal("payments", 5, 4).tenant("acme"));
    receive(31, client("shop", 3, 2));
    receive(32, server("payments", 14, 13));

    assertThat(rollups.row(TENANTS, "@" + START + ":  | payments | production").counts())
        .isEqualTo("requests=-1");
    assertThat(rollups.row(TENANTS, "@" + START + ": acme | payments | production").counts())
        .isEqualTo("requests=2");
    assertThat(rollups.row(EDGES, "@" + START + ":  | payments | call | production").counts())
        .isEqualTo("requests=-1");
    assertThat(rollups.row(EDGES, "@" + START + ": shop |  | call | production").counts())
        .isEqualTo("requests=-1");
    assertThat(rollups.row(EDGES, "@" + START + ": shop | payments | call | production").counts())
        .isEqualTo("requests=2");
  }

  @Test
  void whatIsRememberedTwiceIsCorrectedOnce() {
    remember(1, server("payments", 4, 3));
    remember(1, server("payments", 4, 3));
    receive(30, internal("payments", 5, 4).tenant("acme"));

    assertThat(rollups.row(TENANTS, "@" + START + ":  | payments | production").counts())
        .isEqualTo("requests=-1");
  }

  @Test
  void whatBeganBeforeAllThatIsRememberedIsNotCorrected() {
    derivation.beginHistory(START + SECOND);
    remember(2, server("payments", 4, 3));
    receive(30, internal("payments", 5, 4).tenant("acme"));

    assertThat(rollups.keys(TENANTS)).isEmpty();
  }

  @Test
  void memoryIsBoundedAndWhatLeavesIsSaid() {
    derivation =
        new RollupDerivation(
            READER, OwnHosts.DEFAULT, new JoinLimits(Duration.ofMinutes(2), 1 << 20));
    for (int trace = 1; trace <= 50_000; trace++) {
      receive(1, server("payments", 4, 3).trace(trace));
    }
    receive(2, internal("payments", 5, 4).trace(50_000).tenant("acme"));
    receive(2, internal("payments", 5, 4).trace(1).tenant("acme"));

    var evicted = rollups.row(TRACE_JOINS, "@" + START + ": tenant | payments | production");
    assertThat(evicted.counts()).matches("evicted=4\\d{4}");
    assertThat(counts(TENANTS))
        .containsOnly(
            Map.entry("acme | payments | production", "requests=1"),
            Map.entry(" | payments | production", "requests=49999"));
  }

  /** Services in which failures of a tenant count. */
  private List<String> failures(String tenant) {
    return counts(ERROR_TENANTS).keySet().stream()
        .map(key -> key.split(" \\| "))
        .filter(key -> key[1].equals(tenant))
        .map(key -> key[2])
        .sorted()
        .toList();
  }

  private void receive(long second, Sent sent) {
    derivation.begin(START + second * SECOND);
    derivation.derive(sent.span(), rollups);
  }

  private void remember(long second, Sent sent) {
    derivation.begin(START + second * SECOND);
    derivation.recall(CanonicalSpan.of(sent.span(), READER));
  }

  private Map<String, String> counts(RollupTable table) {
    return counts(rollups, table);
  }

  /** Rows that count something, whatever their time. */
  private static Map<String, String> counts(RecordedRollups rollups, RollupTable table) {
    Map<String, String> counts = new TreeMap<>();
    for (String key : rollups.keys(table)) {
      String row = rollups.row(table, key).counts();
      if (!row.isEmpty()) {
        counts.put(key.substring(key.indexOf(": ") + 2), row);
      }
    }
    return counts;
  }

  private static Sent server(String service, long id, long parent) {
    return span(SpanKind.SERVER, service, id, parent);
  }

  private static Sent client(String service, long id, long parent) {
    return span(SpanKind.CLIENT, service, id, parent);
  }

  private static Sent internal(String service, long id, long parent) {
    return span(SpanKind.INTERNAL, service, id, parent);
  }

  private static Sent span(SpanKind kind, String service, long id, long parent) {
    return new Sent(kind, service, id, parent);
  }

  /** A span of trace 7 to be. */
  private static final class Sent {
    private final SpanKind kind;
    private final String service;
    private final long id;
    private final long parent;
    private final Attributes.Builder attributes = Attributes.builder();
    private final List<SpanLink> links = new ArrayList<>();
    private long trace = 7;
    private long start = START;
    private long nanos = 10;
    private SpanStatus status = SpanStatus.UNSET;

    Sent(SpanKind kind, String service, long id, long parent) {
      this.kind = kind;
      this.service = service;
      this.id = id;
      this.parent = parent;
    }

    Sent trace(long of) {
      trace = of;
      return this;
    }

    Sent at(long nanosOfStart) {
      start = nanosOfStart;
      return this;
    }

    Sent lasting(long duration) {
      nanos = duration;
      return this;
    }

    Sent failed() {
      status = SpanStatus.error("");
      return this;
    }

    Sent tenant(String tenant) {
      return put("tenant.id", tenant);
    }

    Sent put(String key, String value) {
      attributes.put(key, value);
      return this;
    }

    Sent link(long toTrace, long toSpan) {
      links.add(
          new SpanLink(Spans.traceId(toTrace), new SpanId(toSpan), "", Attributes.empty(), 0, 0));
      return this;
    }

    Span span() {
      return Spans.number(id)
          .trace(trace)
          .childOf(parent)
          .named("span")
          .kind(kind)
          .startingAt(start)
          .lasting(nanos)
          .with(attributes.build())
          .links(links)
          .status(status)
          .from(
              Resource.of(
                  Attributes.ofStrings(
                      "service.name", service, "deployment.environment.name", "production")))
          .build();
    }
  }
}
