package io.midwatch.ui.logs;

import io.midwatch.model.LogRecord;
import io.midwatch.model.Severity;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.query.logs.LogContext;
import io.midwatch.query.logs.LogHistogramBar;
import io.midwatch.query.logs.LogPatterns;
import io.midwatch.query.logs.LogPatternsService;
import io.midwatch.query.logs.LogSearch;
import io.midwatch.query.logs.LogsService;
import io.midwatch.storage.contract.query.Cursor;
import io.midwatch.storage.contract.query.Page;
import io.midwatch.ui.shell.ViewParameters;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the log page's questions from the log service. */
@Component
final class LogsView {
  /** Each with all that opens in place, which is what makes a page heavy. */
  static final int LINES_SHOWN = 50;

  static final int LINES_OF_A_FILE = 100;

  /** Of lines, shown; a file has all. */
  private static final int PATTERNS_SHOWN = 30;

  /** On either side of a line. */
  private static final int AROUND = 21;

  private final LogsService logs;
  private final LogPatternsService patterns;
  private final CanonicalReader reader;

  LogsView(LogsService logs, LogPatternsService patterns, CanonicalReader reader) {
    this.logs = logs;
    this.patterns = patterns;
    this.reader = reader;
  }

  LogsPage page(ViewParameters at, LogsForm form, int lines) {
    if (form.trace() != null && TraceId.parse(form.trace()) == null) {
      return refused(form, "“" + form.trace() + "” is not a trace id: 32 hex digits are expected.");
    }
    try {
      LogSearch search = search(at, form, lines);
      return form.ofPatterns()
          ? patterns(form, search, lines == LINES_SHOWN ? PATTERNS_SHOWN : Integer.MAX_VALUE)
          : lines(form, search);
    } catch (IllegalArgumentException wrong) {
      return refused(form, "The search was not run: " + wrong.getMessage());
    }
  }

  private LogsPage lines(LogsForm form, LogSearch search) {
    Page<LogRecord> found = logs.search(search);
    List<LogsPage.Bucket> histogram = histogram(search);
    return new LogsPage(
        form,
        search.window().stepNanos(),
        histogram,
        histogram.stream().mapToLong(LogsPage.Bucket::total).sum(),
        found.items().stream().map(log -> LogLine.of(log, reader)).toList(),
        null,
        found.next() == null ? null : found.next().text(),
        null,
        found.completeness().reasons());
  }

  private LogsPage patterns(LogsForm form, LogSearch search, int most) {
    LogPatterns found = patterns.patterns(search);
    return new LogsPage(
        form,
        search.window().stepNanos(),
        histogram(search),
        found.matching(),
        List.of(),
        PatternList.of(found, most),
        null,
        null,
        found.completeness().reasons());
  }

  private List<LogsPage.Bucket> histogram(LogSearch search) {
    return logs.histogram(search).stream().map(LogsView::bucket).toList();
  }

  /** What the same sender logged before and after a moment, unfiltered. */
  LogContextPage context(long atUnixNano, String service, @Nullable String instance) {
    LogContext found = logs.context(atUnixNano, service, instance, AROUND);
    return new LogContextPage(
        atUnixNano,
        service,
        instance,
        Stream.concat(found.before().stream(), found.from().stream())
            .map(log -> LogLine.of(log, reader))
            .toList(),
        found.completeness().reasons());
  }

  private static LogSearch search(ViewParameters at, LogsForm form, int lines) {
    return new LogSearch(
        at.question(),
        form.service(),
        form.minSeverity(),
        form.trace(),
        form.q() == null ? "" : form.q(),
        cursor(form.after()),
        lines);
  }

  private static @Nullable Cursor cursor(@Nullable String after) {
    return after == null ? null : Cursor.parse(after).orElse(null);
  }

  private static LogsPage refused(LogsForm form, String problem) {
    return new LogsPage(form, 1, List.of(), 0, List.of(), null, null, problem, List.of());
  }

  private static LogsPage.Bucket bucket(LogHistogramBar bar) {
    long errors = count(bar, Severity.ERROR) + count(bar, Severity.FATAL);
    long warnings = count(bar, Severity.WARN);
    return new LogsPage.Bucket(
        bar.startUnixNano(), errors, warnings, bar.total() - errors - warnings);
  }

  private static long count(LogHistogramBar bar, Severity severity) {
    return bar.counts().getOrDefault(severity, 0L);
  }
}
