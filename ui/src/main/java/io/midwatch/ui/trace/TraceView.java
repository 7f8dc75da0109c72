package io.midwatch.ui.trace;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.traces.Trace;
import io.midwatch.query.traces.TraceNode;
import io.midwatch.query.traces.TracesService;
import io.midwatch.storage.contract.query.Row;
import io.midwatch.ui.logs.LogLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a trace into its page. */
@Component
final class TraceView {
  private static final int ROWS = 400;
  private static final int ALL_ROWS = 5_000;
  private static final int LOGS = 100;

  private final TracesService traces;
  private final CanonicalReader reader;

  TraceView(TracesService traces, CanonicalReader reader) {
    this.traces = traces;
    this.reader = reader;
  }

  /**
   * The page of a trace, empty when nothing of it is stored or {@code id} is no trace id.
   *
   * @param span the selected span, null for the one that failed first, else the first
   * @param all whether to show up to 5,000 rows
   */
  Optional<TracePage> page(String id, @Nullable String span, boolean all) {
    TraceId traceId = TraceId.parse(id);
    return traceId == null
        ? Optional.empty()
        : traces.trace(traceId).map(trace -> page(trace, span, all ? ALL_ROWS : ROWS));
  }

  private TracePage page(Trace trace, @Nullable String span, int most) {
    int selected = selected(trace, span);
    WaterfallRows rows =
        WaterfallRows.of(
            trace.nodes(), trace.startTimeUnixNano(), trace.services(), selected, most);
    List<LogLine> lines =
        trace.logs().stream().map(Row::item).map(log -> LogLine.of(log, reader)).toList();
    TraceNode node = trace.nodes().get(selected);
    String spanId = node.span().spanId().hex();
    String endpoint = reader.readText(trace.first().span(), CanonicalField.ENDPOINT);
    return new TracePage(
        trace.traceId().hex(),
        endpoint == null ? trace.first().span().name() : endpoint,
        trace.startTimeUnixNano(),
        trace.durationNanos(),
        trace.nodes().size(),
        trace.services(),
        trace.errors(),
        trace.tenant(),
        TraceSentence.of(trace.nodes(), trace.durationNanos(), rows.rows(), trace.firstFailed()),
        rows.rows(),
        rows.shown(),
        SpanDetail.of(
            node,
            trace.startTimeUnixNano(),
            lines.stream().filter(line -> spanId.equals(line.spanId())).limit(LOGS).toList()),
        lines.stream().limit(LOGS).toList(),
        lines.size(),
        trace.logsComplete(),
        trace.completeness().complete() ? List.of() : trace.completeness().reasons());
  }

  private static int selected(Trace trace, @Nullable String span) {
    for (int i = 0; span != null && i < trace.nodes().size(); i++) {
      if (trace.nodes().get(i).span().spanId().hex().equals(span)) {
        return i;
      }
    }
    return Math.max(0, trace.firstFailed());
  }
}
