package io.midwatch.ui.trace;

import static io.midwatch.ui.markdown.Markdown.code;
import static io.midwatch.ui.markdown.Markdown.text;

import io.midwatch.ui.format.Format;
import io.midwatch.ui.logs.LogLine;
import io.midwatch.ui.markdown.Markdown;
import io.midwatch.ui.shell.Shell;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code /traces/{id}.md}: what the trace says, its selected span, where time went, its log lines.
 */
final class TraceMarkdown {
  private static final int SPANS = 8;
  private static final int LINES = 6;
  private static final Format FORMAT = new Format();

  private TraceMarkdown() {}

  static Markdown of(TracePage page, Shell shell) {
    Markdown lines =
        Markdown.of(shell, page.title() + ", " + FORMAT.duration(page.durationNanos()), path(page));
    lines.line(
        FORMAT.dateTime(FORMAT.instant(page.startUnixNano()))
            + ", "
            + FORMAT.counted(page.spans(), "span", "spans")
            + " in "
            + page.services().stream()
                .limit(SPANS)
                .map(Markdown::code)
                .collect(Collectors.joining(", "))
            + ", "
            + FORMAT.counted(page.errors(), "error", "errors")
            + (page.tenant() == null ? "" : ", tenant " + code(page.tenant())));
    if (!page.sentence().isEmpty()) {
      lines.line("").line(text(page.sentence()));
    }
    page.notes().forEach(note -> lines.line("").line(text(note)));
    SpanDetail span = page.selected();
    lines.section(span.failed() ? "The failing span" : "The span looked at");
    lines.item(
        code(span.name())
            + " of "
            + code(span.service())
            + ", "
            + FORMAT.duration(span.durationNanos())
            + ", after "
            + FORMAT.duration(span.offsetNanos())
            + (span.statusMessage().isEmpty() ? "" : ": " + code(span.statusMessage())));
    span.attributes().stream()
        .filter(attribute -> attribute.key().equals("db.query.text"))
        .forEach(attribute -> lines.block(attribute.value(), LINES));
    lines.section("Where time went, of its own");
    slowest(page.rows()).forEach(row -> lines.item(row(row)));
    if (!page.logs().isEmpty()) {
      lines.section("Log lines");
      page.logs().stream().limit(LINES).forEach(line -> lines.item(log(line)));
    }
    return lines;
  }

  private static String path(TracePage page) {
    return "/traces/" + page.traceId();
  }

  private static List<SpanRow> slowest(List<SpanRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparingLong(row -> -row.selfNanos()))
        .limit(SPANS)
        .toList();
  }

  private static String row(SpanRow row) {
    return FORMAT.duration(row.selfNanos())
        + " "
        + code(row.name())
        + " of "
        + code(row.service())
        + (row.folded() > 1 ? " × " + FORMAT.exact(row.folded()) : "")
        + (row.failed() ? ", failed" : "")
        + (row.critical() ? ", on the critical path" : "");
  }

  private static String log(LogLine line) {
    return FORMAT.clockMillis(FORMAT.instant(line.timeUnixNano()))
        + " "
        + text(line.level())
        + " "
        + code(line.preview());
  }
}
