package io.midwatch.storage.contract.memory;

import io.midwatch.model.Span;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.query.Row;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds the stored spans of a trace. One writer at a time; readers are never blocked. */
final class TraceIndex {
  private final ConcurrentMap<TraceId, TraceRows> traces = new ConcurrentHashMap<>();

  boolean holds(Span span) {
    TraceRows rows = traces.get(span.traceId());
    return rows != null && rows.holds(span);
  }

  void add(Row<Span> row) {
    traces.computeIfAbsent(row.item().traceId(), _ -> new TraceRows()).add(row);
  }

  void remove(Row<Span> row) {
    TraceId traceId = row.item().traceId();
    TraceRows rows = traces.get(traceId);
    if (rows != null) {
      rows.remove(row);
      if (rows.rows().isEmpty()) {
        traces.remove(traceId);
      }
    }
  }

  /** In the order they came; empty when unknown. */
  List<Row<Span>> rows(TraceId traceId) {
    TraceRows rows = traces.get(traceId);
    return rows == null ? List.of() : rows.rows();
  }
}
