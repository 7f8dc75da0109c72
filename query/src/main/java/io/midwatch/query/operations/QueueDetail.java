package io.midwatch.query.operations;

import io.midwatch.query.window.Change;
import io.midwatch.storage.contract.query.Completeness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue.
 *
 * @param oldestSeconds age of the oldest waiting message over the window
 * @param in messages sent per minute, step by step; likewise out
 * @param parts who sends and who takes, producers first, then the busiest first
 */
public record QueueDetail(
    QueueRow row,
    List<ValuePoint> oldestSeconds,
    List<ValuePoint> in,
    List<ValuePoint> out,
    List<Part> parts,
    Completeness completeness) {
  public QueueDetail {
    oldestSeconds = List.copyOf(oldestSeconds);
    in = List.copyOf(in);
    out = List.copyOf(out);
    parts = List.copyOf(parts);
  }

  /**
   * What one service does with the queue.
   *
   * @param operation the canonical type: send, create, receive, process or settle
   * @param messages now and in the period before; failed likewise
   * @param p95Nanos of the operation, null when there was none
   * @param waitedP95Nanos how long messages had waited, null where no span says so
   */
  public record Part(
      String service,
      String operation,
      Change messages,
      Change failed,
      @Nullable Double p95Nanos,
      @Nullable Double waitedP95Nanos) {

    /** Whether it puts messages in, else it takes them out. */
    public boolean producer() {
      return operation.equals("send") || operation.equals("create");
    }
  }
}
