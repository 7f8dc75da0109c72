package io.midwatch.ui.trace;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.operations.StatementsService;
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
  private static final int ROWS = 100;
  private static final int ALL_ROWS = 5_000;
  private static final int LOGS = 100;

  private final TracesService traces;
  private final StatementsService statements;
  private final CanonicalReader reader;

  TraceView(TracesService traces, StatementsService statements, CanonicalReader reader) {
    this.traces = traces;
    this.statements = statements;
    this.reader = reader;
  }

  /**
   * The page of a trace, empty when nothing of it is stored or {@code id} is no trace id.
   *
   * @param span the selected span, null for the one that failed first, else the first
   * @param all whether to show up to 5,000 rows
   */
  Optional<TracePage> page(String id, @Nullable String span, boolean all) {
    return found(id).map(trace -> page(trace, span, all ? ALL_ROWS : ROWS));
  }

  /** Every span of the trace in columns, empty as the page is. */
  Optional<TraceColumns> columns(String id) {
    return found(id)
        .map(trace ->
            TraceColumns.of(
                trace.nodes(), trace.startTimeUnixNano(), trace.durationNanos(), trace.services()));
  }

  /**
   * What is known of the span at a position of {@link #columns}, empty when the trace is not stored
   * or has another number of spans by now, so that positions may have moved.
   */
  Optional<SpanDetail> span(String id, int at, int of) {
    return found(id)
        .filter(trace -> trace.nodes().size() == of && at >= 0 && at < of)
        .map(trace -> detail(trace, at, lines(trace)));
  }

  private Optional<Trace> found(String id) {
    TraceId traceId = TraceId.parse(id);
    return traceId == null ? Optional.empty() : traces.trace(traceId);
  }

  private List<LogLine> lines(Trace trace) {
    return trace.logs().stream().map(Row::item).map(log -> LogLine.of(log, reader)).toList();
  }

  private SpanDetail detail(Trace trace, int at, List<LogLine> lines) {
    TraceNode node = trace.nodes().get(at);
    String spanId = node.span().spanId().hex();
    return SpanDetail.of(
        node,
        trace.startTimeUnixNano(),
        statements.asked(node.span()).orElse(null),
        lines.stream().filter(line -> spanId.equals(line.spanId())).limit(LOGS).toList());
  }

  private TracePage page(Trace trace, @Nullable String span, int most) {
    int selected = selected(trace, span);
    WaterfallRows rows =
        WaterfallRows.of(
            trace.nodes(), trace.startTimeUnixNano(), trace.services(), selected, most);
    List<LogLine> lines = lines(trace);
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
        selected,
        detail(trace, selected, lines),
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
