package io.midwatch.ui.comparison;

import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.traces.Trace;
import io.midwatch.query.traces.TraceComparison;
import io.midwatch.query.traces.TracesService;
import io.midwatch.query.traces.UsualTraces;
import io.midwatch.ui.comparison.ComparisonPage.Compared;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lays one trace beside another, or beside a usual one of its endpoint. */
@Component
final class ComparisonView {
  private static final int ROWS = 100;

  private final TracesService traces;
  private final UsualTraces usual;
  private final CanonicalReader reader;

  ComparisonView(TracesService traces, UsualTraces usual, CanonicalReader reader) {
    this.traces = traces;
    this.usual = usual;
    this.reader = reader;
  }

  /**
   * The page, empty when nothing of {@code a} is stored.
   *
   * @param b the other trace's id, empty for a usual one
   */
  Optional<ComparisonPage> page(String a, String b) {
    return found(a.strip()).map(one -> page(one, b.strip(), ROWS));
  }

  /** The same with all rows there are. */
  Optional<ComparisonPage> whole(String a, String b) {
    return found(a.strip()).map(one -> page(one, b.strip(), Integer.MAX_VALUE));
  }

  private ComparisonPage page(Trace one, String asked, int most) {
    if (!asked.isEmpty()) {
      return page(one, found(asked), asked, 0, Set.of(), most);
    }
    UsualTraces.Usual chosen = usual.of(one);
    TraceId id = chosen.traceId();
    return page(
        one,
        id == null ? Optional.empty() : traces.trace(id),
        "",
        chosen.among(),
        new LinkedHashSet<>(chosen.completeness().reasons()),
        most);
  }

  private ComparisonPage page(
      Trace one, Optional<Trace> other, String asked, int among, Set<String> reasons, int most) {
    String endpoint = reader.readText(one.first().span(), CanonicalField.ENDPOINT);
    Set<String> notes = new LinkedHashSet<>(reasons);
    notes.addAll(one.completeness().reasons());
    other.ifPresent(trace -> notes.addAll(trace.completeness().reasons()));
    List<TraceComparison.Row> rows =
        other.map(trace -> TraceComparison.of(one.nodes(), trace.nodes()).rows()).orElse(List.of());
    return new ComparisonPage(
        endpoint == null ? one.first().span().name() : endpoint,
        compared(one),
        other.map(ComparisonView::compared).orElse(null),
        asked,
        among,
        other
            .map(trace -> ComparisonSentence.of(rows, one.durationNanos(), trace.durationNanos()))
            .orElse(""),
        ComparisonRows.of(rows, most),
        rows.size(),
        List.copyOf(notes));
  }

  private static Compared compared(Trace trace) {
    return new Compared(
        trace.traceId().hex(),
        trace.startTimeUnixNano(),
        trace.durationNanos(),
        trace.nodes().size(),
        trace.errors());
  }

  private Optional<Trace> found(String id) {
    TraceId traceId = TraceId.parse(id);
    return traceId == null ? Optional.empty() : traces.trace(traceId);
  }
}
