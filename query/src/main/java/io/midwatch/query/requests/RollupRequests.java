package io.midwatch.query.requests;

import io.midwatch.query.counting.SampledSpans;
import io.midwatch.query.requests.RequestStatistics.By;
import io.midwatch.query.requests.RequestStatistics.Groups;
import io.midwatch.query.requests.RequestStatistics.Only;
import io.midwatch.query.requests.RequestStatistics.Points;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Request figures from the {@code requests} rollup. */
public final class RollupRequests {
  private final RollupReader reader;

  public RollupRequests(RollupReader reader) {
    this.reader = reader;
  }

  Groups groups(Window window, List<Only> only, By... by) {
    RollupAnswer answer = reader.readRollup(question(window, only, by));
    List<RequestGroup> groups = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      groups.add(new RequestGroup(texts(row), figures(answer, row)));
    }
    return new Groups(groups, answer.completeness());
  }

  Listed<Points> series(Window window, List<Only> only, By... by) {
    RollupAnswer answer = reader.readRollup(question(window, only, by).every(window.stepNanos()));
    Map<List<String>, List<RequestPoint>> series = new LinkedHashMap<>();
    for (RollupRow row : answer.rows()) {
      series
          .computeIfAbsent(texts(row), key -> new ArrayList<>())
          .add(new RequestPoint(row.bucketStartUnixNano(), figures(answer, row)));
    }
    return new Listed<>(
        series.entrySet().stream()
            .map(entry -> new Points(entry.getKey(), entry.getValue()))
            .toList(),
        answer.completeness());
  }

  LatencyMap latency(Window window, List<Only> only) {
    RollupAnswer answer = reader.readRollup(question(window, only).every(window.stepNanos()));
    return LatencyMap.of(
        answer.rows().stream()
            .map(row ->
                new LatencyMap.Step(row.bucketStartUnixNano(), answer.histogram(row, "duration")))
            .toList());
  }

  /** What is to be said where spans of the window are counted and not what they stand for. */
  Completeness countedOnce(Window window) {
    return SampledSpans.read(reader, window.range(), window.dimensionFilter()).whenCountedOnce();
  }

  private static RollupQuery question(Window window, List<Only> only, By... by) {
    String[] dimensions = Stream.of(by).map(By::dimension).toArray(String[]::new);
    Filter[] filters = only.stream().map(Only::onDimension).toArray(Filter[]::new);
    return window
        .rollup(OperationsTables.REQUESTS.name(), dimensions)
        .where(window.dimensionFilter(filters));
  }

  private static List<String> texts(RollupRow row) {
    return row.overflow()
        ? row.key().stream().map(value -> "(other)").toList()
        : row.key().stream().map(value -> value.text()).toList();
  }

  private static RequestFigures figures(RollupAnswer answer, RollupRow row) {
    ExponentialHistogram duration = answer.histogram(row, "duration");
    boolean empty = duration.count() == 0;
    return new RequestFigures(
        answer.count(row, "requests"),
        answer.count(row, "failed"),
        answer.count(row, "client_errors"),
        answer.count(row, "throttled"),
        empty ? null : duration.quantile(0.5),
        empty ? null : duration.quantile(0.95),
        empty ? null : duration.quantile(0.99),
        duration.sum());
  }
}
