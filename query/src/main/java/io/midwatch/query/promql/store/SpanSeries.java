package io.midwatch.query.promql.store;

import io.midwatch.query.promql.series.Labels;
import io.midwatch.query.promql.syntax.Numbers;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.TraceTables;
import java.util.ArrayList;
import java.util.List;

/**
 * The series rollups of spans are seen as, under the names Grafana knows.
 *
 * <pre>
 * requests  traces_spanmetrics_calls_total{service, span_name, span_kind, status_code, …}
 *           traces_spanmetrics_latency_{bucket,sum,count}
 * edges     traces_service_graph_request_total{client, server, connection_type, …}
 *           traces_service_graph_request_failed_total
 *           traces_service_graph_request_{client,server}_seconds_{bucket,sum,count}
 * </pre>
 *
 * Edges with one end unknown are left out: what is counted there may be taken back, and a counter
 * must not fall. Databases and hosts outside are measured where they are called; that duration is
 * given under both names, for dashboards read that of the server.
 */
final class SpanSeries {
  static final String CALLS = "traces_spanmetrics_calls_total";
  static final String LATENCY = "traces_spanmetrics_latency";
  static final String EDGES = "traces_service_graph_request_total";
  static final String FAILED_EDGES = "traces_service_graph_request_failed_total";
  static final String CLIENT_SECONDS = "traces_service_graph_request_client_seconds";
  static final String SERVER_SECONDS = "traces_service_graph_request_server_seconds";

  static final List<RollupTable> TABLES = List.of(OperationsTables.REQUESTS, TraceTables.EDGES);

  /** Seconds: 2 ms and its doubles, as Tempo has them. */
  private static final int BOUNDS = 14;

  private static final double FIRST_BOUND = 0.002;
  private static final double NANOS = 1e9;

  private SpanSeries() {}

  /** What a row adds to a series. */
  interface Addend {
    double of(RollupAnswer answer, RollupRow row);
  }

  /** One series of a row's dimensions. */
  record Output(Labels labels, Addend addend) {}

  /** Every name there is. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(CALLS, EDGES, FAILED_EDGES));
    for (String histogram : List.of(LATENCY, CLIENT_SECONDS, SERVER_SECONDS)) {
      names.add(histogram + SeriesNames.BUCKET);
      names.add(histogram + SeriesNames.SUM);
      names.add(histogram + SeriesNames.COUNT);
    }
    return names;
  }

  /** The names a table's rows are seen under. */
  static List<String> names(RollupTable table) {
    boolean requests = table.equals(OperationsTables.REQUESTS);
    return names().stream()
        .filter(name -> name.startsWith("traces_spanmetrics_") == requests)
        .toList();
  }

  /** All series of one row's dimensions; {@code key} in the table's order. */
  static List<Output> outputs(RollupTable table, List<String> key) {
    List<Output> outputs = new ArrayList<>();
    if (table.equals(OperationsTables.REQUESTS)) {
      requests(key, outputs);
    } else if (!key.get(0).isEmpty() && !key.get(1).isEmpty()) {
      edge(key, outputs);
    }
    return outputs;
  }

  private static void requests(List<String> key, List<Output> outputs) {
    Labels labels =
        Labels.of(
            "service", key.get(0),
            "span_name", key.get(1),
            "span_kind", "SPAN_KIND_" + key.get(2).toUpperCase(java.util.Locale.ROOT),
            "service_version", key.get(3),
            "deployment_environment_name", key.get(4));
    Labels calls = labels.with(Labels.NAME, CALLS);
    outputs.add(
        new Output(
            calls.with("status_code", "STATUS_CODE_UNSET"),
            (answer, row) -> answer.count(row, "requests") - answer.count(row, "failed")));
    outputs.add(
        new Output(
            calls.with("status_code", "STATUS_CODE_ERROR"),
            (answer, row) -> answer.count(row, "failed")));
    duration(labels, LATENCY, "duration", outputs);
  }

  /** {@code key}: client, server, kind, environment. */
  private static void edge(List<String> key, List<Output> outputs) {
    String kind = key.get(2);
    boolean oneSided = kind.equals("database") || kind.equals("third_party");
    Labels labels =
        Labels.of(
            "client", key.get(0),
            "server", key.get(1),
            "connection_type", connectionType(kind),
            "deployment_environment_name", key.get(3));
    outputs.add(
        new Output(
            labels.with(Labels.NAME, EDGES), (answer, row) -> answer.count(row, "requests")));
    outputs.add(
        new Output(
            labels.with(Labels.NAME, FAILED_EDGES), (answer, row) -> answer.count(row, "failed")));
    duration(labels, CLIENT_SECONDS, "client_duration", outputs);
    duration(labels, SERVER_SECONDS, oneSided ? "client_duration" : "server_duration", outputs);
  }

  /** As Tempo names them; an empty label is none. */
  private static String connectionType(String kind) {
    return switch (kind) {
      case "message" -> "messaging_system";
      case "third_party" -> "virtual_node";
      case "call" -> "";
      default -> kind;
    };
  }

  private static void duration(Labels labels, String name, String histogram, List<Output> outputs) {
    outputs.add(
        new Output(
            labels.with(Labels.NAME, name + SeriesNames.COUNT),
            (answer, row) -> answer.histogram(row, histogram).count()));
    outputs.add(
        new Output(
            labels.with(Labels.NAME, name + SeriesNames.SUM),
            (answer, row) -> answer.histogram(row, histogram).sum() / NANOS));
    Labels bucket = labels.with(Labels.NAME, name + SeriesNames.BUCKET);
    for (int i = 0; i < BOUNDS; i++) {
      double bound = Math.scalb(FIRST_BOUND, i);
      outputs.add(
          new Output(
              bucket.with("le", Numbers.format(bound)),
              (answer, row) -> answer.histogram(row, histogram).countAtMost(bound * NANOS)));
    }
    outputs.add(
        new Output(
            bucket.with("le", "+Inf"), (answer, row) -> answer.histogram(row, histogram).count()));
  }
}
