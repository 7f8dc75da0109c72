package io.midwatch.api.operations;

import io.midwatch.api.json.ValuePointJson;
import io.midwatch.query.operations.QueueRow;
import io.midwatch.query.operations.QueueRow.Drain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue or topic. What nobody sent is null, never zero.
 *
 * @param drain empty, in, never or unknown
 * @param drainSeconds until it is empty, only for {@code in}
 * @param depth messages waiting over the window
 */
public record QueueJson(
    String destination,
    String system,
    @Nullable Double waiting,
    @Nullable Double oldestAgeSeconds,
    @Nullable Double consumers,
    double inPerMinute,
    double outPerMinute,
    long failed,
    @Nullable Double netPerMinute,
    String drain,
    @Nullable Double drainSeconds,
    List<ValuePointJson> depth) {
  public static QueueJson of(QueueRow row) {
    return new QueueJson(
        row.destination(),
        row.system(),
        row.waiting(),
        row.oldestAgeSeconds(),
        row.consumers(),
        row.inPerMinute(),
        row.outPerMinute(),
        row.failed(),
        row.netPerMinute(),
        switch (row.drain()) {
          case Drain.Empty _ -> "empty";
          case Drain.In _ -> "in";
          case Drain.Never _ -> "never";
          case Drain.Unknown _ -> "unknown";
        },
        row.drain() instanceof Drain.In(double seconds) ? seconds : null,
        ValuePointJson.of(row.depth()));
  }
}
