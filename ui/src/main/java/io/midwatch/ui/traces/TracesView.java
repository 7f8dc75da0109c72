package io.midwatch.ui.traces;

import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.traces.TraceSearch;
import io.midwatch.query.traces.TracesService;
import io.midwatch.storage.contract.query.TraceAnswer;
import io.midwatch.ui.shell.ViewParameters;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers the trace search from the trace service. */
@Component
final class TracesView {
  private static final int TRACES = 50;

  private final TracesService traces;
  private final CanonicalReader reader;

  TracesView(TracesService traces, CanonicalReader reader) {
    this.traces = traces;
    this.reader = reader;
  }

  TracesPage page(ViewParameters at, TracesForm form) {
    try {
      TraceAnswer found = traces.search(search(at, form));
      return new TracesPage(
          form,
          found.traces().stream().map(trace -> TraceRow.of(trace, reader)).toList(),
          found.next(),
          found.previous(),
          null,
          found.completeness().reasons());
    } catch (IllegalArgumentException wrong) {
      return new TracesPage(
          form, List.of(), null, null, "The search was not run: " + wrong.getMessage(), List.of());
    }
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
