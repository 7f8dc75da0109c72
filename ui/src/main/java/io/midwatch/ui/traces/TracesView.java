package io.midwatch.ui.traces;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.traces.TraceFacets;
import io.midwatch.query.traces.TraceSample;
import io.midwatch.query.traces.TraceSearch;
import io.midwatch.query.traces.TracesService;
import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.storage.contract.query.TraceSummary;
import io.midwatch.ui.shell.ViewParameters;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Answers the trace search from the trace service. */
@Component
final class TracesView {
  private static final int TRACES = 50;

  /** Traces drawn, and the parts of the window they come from. */
  private static final int DRAWN = 64;

  private static final int SLICES = 16;

  private final TracesService traces;
  private final CanonicalReader reader;

  TracesView(TracesService traces, CanonicalReader reader) {
    this.traces = traces;
    this.reader = reader;
  }

  TracesPage page(ViewParameters at, TracesForm form) {
    return answer(form, () -> found(at, form, true));
  }

  /** Only the rows. */
  TracesPage list(ViewParameters at, TracesForm form) {
    return answer(form, () -> found(at, form, false));
  }

  private static TracesPage answer(TracesForm form, Supplier<TracesPage> search) {
    try {
      return search.get();
    } catch (IllegalArgumentException wrong) {
      return new TracesPage(
          form,
          List.of(),
          null,
          null,
          null,
          "The search was not run: " + wrong.getMessage(),
          List.of());
    }
  }

  private TracesPage found(ViewParameters at, TracesForm form, boolean withAround) {
    TraceSearch search = search(at, form);
    TraceAnswer found = traces.search(search);
    Completeness completeness = found.completeness();
    TracesAround around = null;
    if (withAround && !found.traces().isEmpty()) {
      TraceFacets facets = traces.facets(search);
      TraceSample sample = traces.sample(search, SLICES, DRAWN);
      completeness = completeness.and(facets.completeness()).and(sample.completeness());
      around = TracesAround.of(at, form, facets, rows(sample.traces()), sample.all());
    }
    return new TracesPage(
        form,
        rows(found.traces()),
        around,
        found.next(),
        found.previous(),
        null,
        completeness.reasons());
  }

  private List<TraceRow> rows(List<TraceSummary> found) {
    return found.stream().map(trace -> TraceRow.of(trace, reader)).toList();
  }

  private static TraceSearch search(ViewParameters at, TracesForm form) {
    return new TraceSearch(
        at.question(),
        form.service(),
        form.endpoint(),
        form.failedOnly(),
        TracesForm.nanos(form.min()),
        TracesForm.nanos(form.max()),
        form.q() == null ? "" : form.q(),
        form.after(),
        TRACES);
  }
}
