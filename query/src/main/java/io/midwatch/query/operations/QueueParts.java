package io.midwatch.query.operations;

import io.midwatch.query.operations.QueueDetail.Part;
import io.midwatch.query.window.Change;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Who sends to one queue and who takes from it, from their spans. */
final class QueueParts {
  private final RollupReader rollups;

  QueueParts(RollupReader rollups) {
    this.rollups = rollups;
  }

  /** Services and operations, those who put in first, then the busiest first. */
  Listed<Part> parts(Window window, String destination) {
    RollupAnswer now = rollups.readRollup(question(window, destination, "service", "operation"));
    RollupAnswer earlier =
        rollups.readRollup(question(window.reference(), destination, "service", "operation"));
    Map<List<String>, RollupRow> before = new HashMap<>();
    earlier.rows().forEach(row -> before.put(key(row), row));
    List<Part> parts = new ArrayList<>();
    for (RollupRow row : now.rows()) {
      if (!row.overflow()) {
        RollupRow past = before.get(key(row));
        parts.add(
            new Part(
                row.text(0),
                row.text(1),
                change(now, row, earlier, past, "messages"),
                change(now, row, earlier, past, "failed"),
                p95(now.histogram(row, "duration")),
                p95(now.histogram(row, "queue_time"))));
      }
    }
    parts.sort(
        Comparator.comparing((Part part) -> !part.producer())
            .thenComparing(part -> -part.messages().now())
            .thenComparing(Part::service));
    return new Listed<>(parts, now.completeness().and(earlier.completeness()));
  }

  /** Counts by the start of their step, oldest first. */
  record Traffic(Map<Long, MessageCounts> steps, double minutes) {
    List<ValuePoint> perMinute(ToLongFunction<MessageCounts> count) {
      return steps.entrySet().stream()
          .map(step -> new ValuePoint(step.getKey(), count.applyAsLong(step.getValue()) / minutes))
          .toList();
    }
  }

  Traffic traffic(Window window, String destination) {
    RollupAnswer answer =
        rollups.readRollup(question(window, destination, "operation").every(window.stepNanos()));
    Map<Long, MessageCounts> steps = new TreeMap<>();
    for (RollupRow row : answer.rows()) {
      steps
          .computeIfAbsent(row.bucketStartUnixNano(), _ -> new MessageCounts())
          .add(row.text(0), answer.count(row, "messages"), answer.count(row, "failed"));
    }
    return new Traffic(steps, window.stepNanos() / 60e9);
  }

  /** Queues that a service sends to or takes from, the most messages first. */
  Listed<QueueUse> ofService(Window window, String service) {
    RollupAnswer answer =
        rollups.readRollup(
            window
                .rollup(OperationsTables.QUEUES.name(), "destination", "system", "operation")
                .where(window.dimensionFilter(Filter.eq(Field.dimension("service"), service))));
    return new Listed<>(
        answer.rows().stream()
            .filter(row -> !row.overflow() && !row.text(0).isEmpty())
            .map(row ->
                new QueueUse(
                    row.text(0),
                    row.text(1),
                    row.text(2),
                    answer.count(row, "messages"),
                    answer.count(row, "failed"),
                    p95(answer.histogram(row, "duration"))))
            .sorted(
                Comparator.comparingLong((QueueUse use) -> -use.messages())
                    .thenComparing(QueueUse::destination)
                    .thenComparing(QueueUse::operation))
            .toList(),
        answer.completeness());
  }

  private static RollupQuery question(Window window, String destination, String... by) {
    return window
        .rollup(OperationsTables.QUEUES.name(), by)
        .where(window.dimensionFilter(Filter.eq(Field.dimension("destination"), destination)));
  }

  private static List<String> key(RollupRow row) {
    return List.of(row.text(0), row.text(1));
  }

  private static Change change(
      RollupAnswer now, RollupRow row, RollupAnswer earlier, @Nullable RollupRow past, String of) {
    return new Change(now.count(row, of), past == null ? 0 : earlier.count(past, of));
  }

  private static @Nullable Double p95(ExponentialHistogram duration) {
    return duration.count() == 0 ? null : duration.quantile(0.95);
  }
}
