package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_CONSUMERS;
import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_DEPTH;
import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_OLDEST_AGE;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.operations.QueueRow.Drain;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Queues, from what brokers say of themselves (depth, age, consumers) and from the spans of those
 * who send and process. Not split by tenant: brokers do not know tenants. Thread-safe.
 */
public final class QueuesService {
  private static final long SLOPE_NANOS = 300_000_000_000L;

  private final RollupReader rollups;
  private final MetricLookup metrics;

  public QueuesService(RollupReader rollups, MetricLookup metrics) {
    this.rollups = rollups;
    this.metrics = metrics;
  }

  /** Queues seen in the window: the oldest waiting message first, then the most waiting. */
  public Listed<QueueRow> queues(Window window) {
    Listed<ReadSeries> sent =
        metrics.series(window.range(), QUEUE_DEPTH, QUEUE_OLDEST_AGE, QUEUE_CONSUMERS);
    RollupAnswer reported =
        rollups.readRollup(
            window.rollup(OperationsTables.QUEUES.name(), "destination", "system", "operation"));
    Map<String, List<ReadSeries>> byQueue = byQueue(sent.rows());
    Map<String, Traffic> traffic = traffic(reported);
    Set<String> queues = new TreeSet<>(byQueue.keySet());
    queues.addAll(traffic.keySet());
    return new Listed<>(
        queues.stream()
            .map(queue ->
                row(
                    window,
                    queue,
                    byQueue.getOrDefault(queue, List.of()),
                    traffic.getOrDefault(queue, Traffic.NONE)))
            .sorted(
                Comparator.comparingDouble((QueueRow row) -> -orZero(row.oldestAgeSeconds()))
                    .thenComparing(row -> -orZero(row.waiting()))
                    .thenComparing(QueueRow::destination))
            .toList(),
        sent.completeness().and(reported.completeness()));
  }

  private static Map<String, List<ReadSeries>> byQueue(List<ReadSeries> sent) {
    Map<String, List<ReadSeries>> byQueue = new HashMap<>();
    for (ReadSeries series : ReadSeries.newest(sent, one -> one.label(MetricTable.DESTINATION))) {
      String queue = series.label(MetricTable.DESTINATION);
      if (!queue.isEmpty()) {
        byQueue.computeIfAbsent(queue, _ -> new ArrayList<>()).add(series);
      }
    }
    // Newer Kafka clients send the lag of a topic with dots twice, once with underscores for them.
    List.copyOf(byQueue.keySet()).stream()
        .filter(queue -> queue.indexOf('.') >= 0)
        .forEach(queue ->
            byQueue.computeIfPresent(
                queue.replace('.', '_'), (_, series) -> ofKafkaClients(series) ? null : series));
    return byQueue;
  }

  private static boolean ofKafkaClients(List<ReadSeries> series) {
    return series.stream()
        .allMatch(one -> one.series().identity().name().startsWith("kafka.consumer."));
  }

  private record Traffic(String system, long in, long out, long failed) {
    static final Traffic NONE = new Traffic("", 0, 0, 0);
  }

  private static Map<String, Traffic> traffic(RollupAnswer answer) {
    Map<String, long[]> counts = new HashMap<>();
    Map<String, String> systems = new HashMap<>();
    // One message may be reported twice on either side (create and send, receive and process): the
    // larger counts.
    for (RollupRow row : answer.rows()) {
      if (row.text(0).isEmpty()) {
        continue;
      }
      long[] sums = counts.computeIfAbsent(row.text(0), key -> new long[5]);
      systems.putIfAbsent(row.text(0), row.text(1));
      long messages = answer.count(row, "messages");
      switch (row.text(2)) {
        case "send" -> sums[0] += messages;
        case "create" -> sums[1] += messages;
        case "process" -> sums[2] += messages;
        case "receive" -> sums[3] += messages;
        default -> {}
      }
      sums[4] += answer.count(row, "failed");
    }
    Map<String, Traffic> traffic = new HashMap<>();
    counts.forEach((queue, sums) ->
        traffic.put(
            queue,
            new Traffic(
                systems.getOrDefault(queue, ""),
                Math.max(sums[0], sums[1]),
                Math.max(sums[2], sums[3]),
                sums[4])));
    return traffic;
  }

  private static QueueRow row(
      Window window, String queue, List<ReadSeries> series, Traffic traffic) {
    List<ReadSeries> depth =
        ReadSeries.of(series, QUEUE_DEPTH).stream()
            .filter(one -> !one.label(MetricTable.MESSAGE_STATE).equals("unacknowledged"))
            .toList();
    long until = window.range().toUnixNano();
    Double waiting = MetricSeries.latestSum(depth, until);
    Double net = waiting == null ? null : netPerMinute(MetricSeries.summed(depth, 15_000_000_000L));
    String system =
        series.isEmpty() || !traffic.system().isEmpty()
            ? traffic.system()
            : series.getFirst().series().identity().name().replaceFirst("[._].*", "");
    return new QueueRow(
        queue,
        system,
        waiting,
        MetricSeries.latestMax(ReadSeries.of(series, QUEUE_OLDEST_AGE), until),
        MetricSeries.latestSum(ReadSeries.of(series, QUEUE_CONSUMERS), until),
        traffic.in() / window.minutes(),
        traffic.out() / window.minutes(),
        traffic.failed(),
        net,
        drain(waiting, net),
        MetricSeries.summed(depth, window.stepNanos()));
  }

  /** Change of the depth over the last five minutes of its points, per minute. */
  private static @Nullable Double netPerMinute(List<ValuePoint> depth) {
    if (depth.size() < 2) {
      return null;
    }
    ValuePoint last = depth.getLast();
    ValuePoint first =
        depth.stream()
            .filter(point -> point.timeUnixNano() >= last.timeUnixNano() - SLOPE_NANOS)
            .findFirst()
            .orElse(last);
    double minutes = (last.timeUnixNano() - first.timeUnixNano()) / 60e9;
    return minutes <= 0 ? null : (last.value() - first.value()) / minutes;
  }

  private static Drain drain(@Nullable Double waiting, @Nullable Double net) {
    if (waiting == null) {
      return new Drain.Unknown();
    }
    if (waiting <= 0) {
      return new Drain.Empty();
    }
    if (net == null) {
      return new Drain.Unknown();
    }
    return net < 0 ? new Drain.In(waiting / -net * 60) : new Drain.Never();
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
