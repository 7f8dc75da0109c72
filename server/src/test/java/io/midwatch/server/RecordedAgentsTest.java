package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.data.Percentage.withPercentage;

import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.query.operations.PoolRow;
import io.midwatch.query.requests.RequestFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same workload gives the same figures, whatever agent and whatever names it was recorded with.
 * {@code recordings/README.md} says what the workload does and how it is recorded anew.
 */
class RecordedAgentsTest {
  /** What {@code recordings/Driver.java} asks for; a relay asks for an item in turn. */
  private static final Map<String, String> REQUESTS =
      new TreeMap<>(
          Map.of(
              "GET /items/{id}", "50 requests, 0 failed, 5 client errors",
              "POST /orders/{id}", "30 requests, 0 failed, 0 client errors",
              "POST /payments/{id}", "20 requests, 5 failed, 0 client errors",
              "GET /relay/{id}", "10 requests, 0 failed, 0 client errors",
              "GET /broken", "3 requests, 3 failed, 0 client errors",
              "GET /reports/{id}", "6 requests, 0 failed, 0 client errors"));

  private static final Map<String, String> STATEMENTS =
      new TreeMap<>(
          Map.of(
              "SELECT item", "80 calls, 0 failed",
              "INSERT orders", "30 calls, 0 failed",
              "UPDATE item", "30 calls, 0 failed",
              "SELECT orders", "20 calls, 0 failed",
              "SELECT missing", "3 calls, 3 failed"));

  private static final String PAYMENT =
      "PaymentException: card of payment * was refused"
          + " at io.midwatch.workload.ShopController.pay";
  private static final String BROKEN =
      "PSQLException: ERROR: relation * does not exist Position: *"
          + " at io.midwatch.workload.Warehouse.broken";
  private static final String REPORT =
      "log: report * is incomplete at io.midwatch.workload.ShopController";

  @TempDir Path folder;

  /** The same in JavaScript, where the place is a file. */
  private static final Map<String, String> ERRORS_OF_NODE =
      Map.of(
          "PaymentException: card of payment * was refused at node/shop.js", "5, 0 handled",
          "42P01: relation * does not exist at node/shop.js", "3, 0 handled",
          "log: report * is incomplete at shop", "6, 0 handled");

  static List<String> all() throws IOException {
    return AgentRecording.names();
  }

  static Stream<String> withStatements() throws IOException {
    return all().stream().filter(name -> !name.equals("micrometer"));
  }

  static Stream<String> withPools() throws IOException {
    return all().stream().filter(name -> !name.startsWith("starter"));
  }

  static Stream<String> ofJavaWithLogRecords() throws IOException {
    return all().stream().filter(name -> name.startsWith("java") || name.startsWith("starter"));
  }

  static Stream<String> ofNode() throws IOException {
    return all().stream().filter(name -> name.startsWith("node"));
  }

  /** One agent sends exceptions as log records only. */
  static Stream<String> ofJavaWithExceptionsOnSpans() throws IOException {
    return all().stream()
        .filter(name -> !name.startsWith("node") && !name.equals("java2-exceptions"));
  }

  @Test
  void allWereRecorded() throws IOException {
    assertThat(all())
        .containsExactly(
            "java1-default",
            "java1-dup",
            "java1-opt-in",
            "java2-default",
            "java2-dup",
            "java2-exceptions",
            "java2-exceptions-dup",
            "java2-opt-in",
            "java2-v3-preview",
            "micrometer",
            "node-default",
            "node-dup",
            "node-opt-in",
            "starter-default",
            "starter-dup",
            "starter-opt-in");
  }

  @ParameterizedTest
  @MethodSource("all")
  void countsTheSameRequests(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      Map<String, String> requests = new TreeMap<>();
      agent
          .groups()
          .forEach((endpoint, figures) ->
              requests.put(
                  endpoint.replace(":id", "{id}"), // Express writes its routes so
                  "%d requests, %d failed, %d client errors"
                      .formatted(figures.requests(), figures.failed(), figures.clientErrors())));
      assertThat(requests).isEqualTo(REQUESTS);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void durationsAreThoseOfTheSpans(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      Map<String, Double> expected = spanNanos(agent.recording());
      Map<String, RequestFigures> groups = agent.groups();
      assertThat(groups).hasSameSizeAs(REQUESTS).containsOnlyKeys(expected.keySet());
      groups.forEach((endpoint, figures) ->
          assertThat(figures.totalNanos())
              .as(endpoint)
              .isCloseTo(expected.getOrDefault(endpoint, 0.0), withPercentage(0.1)));
    }
  }

  @ParameterizedTest
  @MethodSource("withStatements")
  void countsTheSameStatements(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      Map<String, String> statements = agent.statements();
      String byThePool = statements.getOrDefault(AgentFigures.NO_TABLE, "0 calls, 0 failed");
      statements.remove(AgentFigures.NO_TABLE);
      assertThat(statements).isEqualTo(STATEMENTS);
      assertThat(agent.databases())
          .singleElement()
          .satisfies(database -> {
            assertThat(database.system()).isEqualTo("postgresql");
            assertThat(database.database()).isEqualTo("shop");
            assertThat(database.calls() - 163 + " calls, 0 failed").isEqualTo(byThePool);
            assertThat(database.failed()).isEqualTo(3);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("withPools")
  void readsTheSamePool(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      List<PoolRow> pools = agent.pools();
      if (!name.equals("micrometer")) { // which sends no spans of calls
        assertThat(agent.databases().getFirst().pools()).isEqualTo(pools);
      }
      assertThat(pools)
          .singleElement()
          .satisfies(pool -> {
            assertThat(pool.pool())
                .isEqualTo(name.startsWith("node") ? "localhost:18473/shop" : "shop-pool");
            assertThat(pool.max()).isEqualTo(7);
            assertThat(pool.used()).isEqualTo(0);
            assertThat(pool.pending()).isEqualTo(0);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("ofJavaWithLogRecords")
  void findsTheSameErrors(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      assertThat(agent.errors())
          .containsOnly(
              entry(PAYMENT, "5, 0 handled"),
              entry(BROKEN, "3, 0 handled"),
              entry(REPORT, "6, 0 handled"));
    }
  }

  /** As by the older agent's default, and by Micrometer. */
  @ParameterizedTest
  @MethodSource("ofJavaWithExceptionsOnSpans")
  void findsTheSameExceptionsWithoutLogRecords(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder, Signal.TRACES)) {
      assertThat(agent.errors())
          .containsOnly(entry(PAYMENT, "5, 0 handled"), entry(BROKEN, "3, 0 handled"));
    }
  }

  /**
   * The driver's own event of a failed statement says neither type nor place of the exception, only
   * a text without values: that is one more bug.
   */
  @ParameterizedTest
  @MethodSource("ofNode")
  void findsAsManyErrorsOfNode(String name) {
    try (AgentFigures agent = AgentFigures.replayed(name, folder)) {
      assertThat(agent.errors()).containsAllEntriesOf(ERRORS_OF_NODE).hasSize(4);
    }
  }

  private static Map<String, Double> spanNanos(AgentRecording recording) {
    Map<String, Double> nanos = new TreeMap<>();
    for (Span span : recording.spans()) {
      if (span.kind() == SpanKind.SERVER) {
        String endpoint = Pipeline.READER.readText(span, CanonicalField.ENDPOINT);
        double duration = span.endTimeUnixNano() - span.startTimeUnixNano();
        nanos.merge(String.valueOf(endpoint), duration, Double::sum);
      }
    }
    return nanos;
  }
}
