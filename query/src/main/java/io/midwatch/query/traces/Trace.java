package io.midwatch.query.traces;

import io.midwatch.model.LogRecord;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole trace.
 *
 * @param nodes depth first, siblings by start
 * @param services in order of first appearance
 * @param firstFailed position of the failing span nearest to the cause (the deepest failing span of
 *     the first failing branch), -1 when none failed
 * @param tenant of the first span that names one
 * @param logs records with the trace's id, oldest first
 * @param logsComplete false when there are more records than shown
 * @param completeness whether spans or records of it may be missing, because time ran out or a file
 *     cannot be read
 */
public record Trace(
    TraceId traceId,
    long startTimeUnixNano,
    long endTimeUnixNano,
    List<TraceNode> nodes,
    List<String> services,
    int errors,
    int firstFailed,
    @Nullable String tenant,
    List<Row<LogRecord>> logs,
    boolean logsComplete,
    Completeness completeness) {
  public Trace {
    nodes = List.copyOf(nodes);
    services = List.copyOf(services);
    logs = List.copyOf(logs);
  }

  public long durationNanos() {
    return endTimeUnixNano - startTimeUnixNano;
  }

  /** The first node: the root, or the earliest orphan of a broken trace. */
  public TraceNode first() {
    return nodes.getFirst();
  }
}
