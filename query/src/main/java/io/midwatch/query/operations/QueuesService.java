package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_CONSUMERS;
import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_DEPTH;
import static io.midwatch.model.semconv.CanonicalMetric.QUEUE_OLDEST_AGE;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.operations.QueueRow.Drain;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final QueueParts parts;

  public QueuesService(RollupReader rollups, MetricLookup metrics) {
    this.rollups = rollups;
    this.metrics = metrics;
    this.parts = new QueueParts(rollups);
  }

  /** Queues seen in the window: the oldest waiting message first, then the most waiting. */
  public Listed<QueueRow> queues(Window window) {
    Listed<ReadSeries> sent =
        metrics.series(window, QUEUE_DEPTH, QUEUE_OLDEST_AGE, QUEUE_CONSUMERS);
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

  /** One queue; empty when nobody told of it in the window. */
  public Optional<QueueDetail> queue(Window window, String destination) {
    Listed<QueueRow> all = queues(window);
    return all.rows().stream()
        .filter(row -> row.destination().equals(destination))
        .findFirst()
        .map(row -> detail(window, row, all.completeness()));
  }

  /** Queues that a service sends to or takes from, the most messages first. */
  public Listed<QueueUse> ofService(Window window, String service) {
    return parts.ofService(window, service);
  }

  private QueueDetail detail(Window window, QueueRow row, Completeness completeness) {
    List<ReadSeries> ages =
        metrics.series(window, QUEUE_OLDEST_AGE).rows().stream()
            .filter(one -> one.label(MetricTable.DESTINATION).equals(row.destination()))
            .toList();
    Listed<QueueDetail.Part> shares = parts.parts(window, row.destination());
    QueueParts.Traffic traffic = parts.traffic(window, row.destination());
    return new QueueDetail(
        row,
        MetricSeries.largest(ages, window.stepNanos()),
        traffic.perMinute(MessageCounts::in),
        traffic.perMinute(MessageCounts::out),
        shares.rows(),
        completeness.and(shares.completeness()));
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
    Map<String, MessageCounts> counts = new HashMap<>();
    Map<String, String> systems = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      if (row.text(0).isEmpty()) {
        continue;
      }
      systems.putIfAbsent(row.text(0), row.text(1));
      counts
          .computeIfAbsent(row.text(0), _ -> new MessageCounts())
          .add(row.text(2), answer.count(row, "messages"), answer.count(row, "failed"));
    }
    Map<String, Traffic> traffic = new HashMap<>();
    counts.forEach((queue, sums) ->
        traffic.put(
            queue,
            new Traffic(systems.getOrDefault(queue, ""), sums.in(), sums.out(), sums.failed())));
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
