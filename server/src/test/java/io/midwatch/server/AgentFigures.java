package io.midwatch.server;

import static io.midwatch.query.requests.RequestStatistics.By.ENDPOINT;
import static io.midwatch.query.requests.RequestStatistics.By.KIND;
import static io.midwatch.query.requests.RequestStatistics.By.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.operations.DatabaseRow;
import io.midwatch.query.operations.DatabasesService;
import io.midwatch.query.operations.MetricLookup;
import io.midwatch.query.operations.PoolPressure;
import io.midwatch.query.operations.PoolRow;
import io.midwatch.query.operations.PoolsReader;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestGroup;
import io.midwatch.query.requests.RequestStatistics;
import io.midwatch.query.requests.RollupRequests;
import io.midwatch.query.requests.SpanRequests;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.testkit.fixture.MutableClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What Midwatch says of a recording that went through the receivers' checks and a store. */
record AgentFigures(AgentRecording recording, Pipeline pipeline) implements AutoCloseable {
  /** What a pool asks the database by itself when it opens a connection. */
  static final String NO_TABLE = "no table";

  /**
   * @param only these signals; without any, all
   */
  static AgentFigures replayed(String name, Path folder, Signal... only) {
    AgentRecording recording = AgentRecording.read(name);
    Pipeline pipeline = Pipeline.open("embedded", folder, new MutableClock(recording.time()));
    Set<Signal> wanted = EnumSet.allOf(Signal.class);
    if (only.length > 0) {
      wanted.retainAll(Arrays.asList(only));
    }
    for (AgentRecording.Request request : recording.requests()) {
      if (wanted.contains(request.signal())) {
        pipeline.receive(request.signal(), request.body());
      }
    }
    return new AgentFigures(recording, pipeline);
  }

  /** By endpoint. */
  Map<String, RequestFigures> groups() {
    var statistics =
        new RequestStatistics(
            new RollupRequests(pipeline.rollups()), new SpanRequests(pipeline.spans()));
    Map<String, RequestFigures> groups = new TreeMap<>();
    for (RequestGroup group :
        statistics.groups(window(), List.of(), SERVICE, KIND, ENDPOINT).groups()) {
      assertThat(group.key().subList(0, 2)).containsExactly("shop", "server");
      groups.put(group.key().get(2), group.figures());
    }
    return groups;
  }

  /** {@code SELECT item} → {@code 80 calls, 0 failed}. */
  Map<String, String> statements() {
    RollupAnswer answer =
        pipeline
            .rollups()
            .readRollup(
                RollupQuery.total("statements", recording.range(), "operation", "collection"));
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> failed = new TreeMap<>();
    for (RollupRow row : answer.rows()) {
      String what = row.text(1).isEmpty() ? NO_TABLE : row.text(0) + " " + row.text(1);
      calls.merge(what, answer.count(row, "calls"), Long::sum);
      failed.merge(what, answer.count(row, "failed"), Long::sum);
    }
    Map<String, String> statements = new TreeMap<>();
    calls.forEach((what, count) ->
        statements.put(what, "%d calls, %d failed".formatted(count, failed.get(what))));
    return statements;
  }

  List<DatabaseRow> databases() {
    return new DatabasesService(pipeline.rollups(), new MetricLookup(pipeline.metrics()))
        .databases(window())
        .rows();
  }

  List<PoolRow> pools() {
    return new PoolsReader(new MetricLookup(pipeline.metrics()))
        .pressures(window(), null).rows().stream().map(PoolPressure::pool).toList();
  }

  /** {@code type: message at place} → {@code 5, 0 handled}. */
  Map<String, String> errors() {
    ErrorQuestion question = ErrorQuestion.of(window());
    Map<String, String> errors = new TreeMap<>();
    for (ErrorRow row : new ErrorsService(pipeline.rollups()).errors(question).rows()) {
      errors.put(
          "%s: %s at %s".formatted(row.type(), row.message(), row.place()),
          "%d, %d handled".formatted(row.count(), row.handled()));
    }
    return errors;
  }

  private Window window() {
    return Window.of(recording.range());
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
