package io.midwatch.ui.queues;

import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.QueuesService;
import io.midwatch.query.text.PathId;
import io.midwatch.query.window.Listed;
import io.midwatch.query.window.Window;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import io.midwatch.ui.table.ListForm;
import io.midwatch.ui.table.ShownRows;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the queue pages. */
@Component
final class QueuesView {
  private static final Map<String, Comparator<QueueRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(QueueRow::destination),
          "-waiting", descending(row -> orZero(row.waiting())),
          "-in", descending(QueueRow::inPerMinute),
          "-failed", descending(QueueRow::failed));

  private final QueuesService queues;

  QueuesView(QueuesService queues) {
    this.queues = queues;
  }

  QueuesPage list(ViewParameters at, ListForm form) {
    Listed<QueueRow> found = queues.queues(at.question());
    return new QueuesPage(
        at.question(),
        ShownRows.of(found.rows(), form, QueueRow::destination, ORDERS),
        found.rows().stream()
            .filter(row -> QueueText.state(row).mark().equals("crit"))
            .map(QueueRow::destination)
            .toList(),
        found.completeness().reasons());
  }

  CsvTable csv(ViewParameters at, ListForm form) {
    CsvTable csv =
        new CsvTable(
            "queues",
            "queue",
            "system",
            "waiting",
            "oldest_seconds",
            "in_per_minute",
            "out_per_minute",
            "net_per_minute",
            "drains_in_seconds",
            "failed",
            "consumers");
    for (QueueRow row :
        ShownRows.matching(
            queues.queues(at.question()).rows(), form, QueueRow::destination, ORDERS)) {
      csv.row(
          row.destination(),
          row.system(),
          row.waiting(),
          row.oldestAgeSeconds(),
          row.inPerMinute(),
          row.outPerMinute(),
          row.netPerMinute(),
          row.drain() instanceof QueueRow.Drain.In(double seconds) ? seconds : null,
          row.failed(),
          row.consumers());
    }
    return csv;
  }

  /** The queue of a path id; empty when nobody told of it in the window. */
  Optional<QueuePage> one(ViewParameters at, String id) {
    Window window = at.question();
    return queues.queues(window).rows().stream()
        .map(QueueRow::destination)
        .filter(destination -> PathId.of(destination).equals(id))
        .findFirst()
        .flatMap(destination -> queues.queue(window, destination))
        .map(detail ->
            new QueuePage(window, detail, QueueText.sentence(detail.row(), at.window().end())));
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static Comparator<QueueRow> descending(ToDoubleFunction<QueueRow> figure) {
    return Comparator.comparingDouble(row -> -figure.applyAsDouble(row));
  }
}
