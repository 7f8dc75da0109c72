package io.midwatch.ui.logs;

import io.midwatch.model.Severity;
import io.midwatch.query.logs.LogPattern;
import io.midwatch.query.logs.LogPatterns;
import io.midwatch.ui.chart.Sparkline;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.ShownText;
import io.midwatch.ui.shell.Link;
import io.midwatch.ui.shell.ViewParameters;
import io.midwatch.ui.table.CsvTable;
import java.util.List;
import java.util.Locale;

/**
 * The patterns of the log lines of a page.
 *
 * @param rows the most frequent first
 * @param total patterns there are
 * @param looked lines looked at, which is what counts count
 * @param matching lines that match
 * @param other lines looked at that fit none of the patterns
 */
public record PatternList(
    List<LogPattern> rows, int total, long looked, long matching, long other) {
  private static final Format FORMAT = new Format();
  private static final int WIDTH = 84;
  private static final int HEIGHT = 20;

  /** Longer ones are cut in a row; the address of a pattern's lines has it whole. */
  private static final int LONGEST = 400;

  public PatternList {
    rows = List.copyOf(rows);
  }

  /** The first {@code most} of what was found. */
  static PatternList of(LogPatterns found, int most) {
    List<LogPattern> all = found.patterns();
    return new PatternList(
        all.subList(0, Math.min(most, all.size())),
        all.size(),
        found.looked(),
        found.matching(),
        found.other());
  }

  /** What the counts are of, in words. */
  public String extent() {
    String lines =
        looked < matching
            ? "A sample: "
                + FORMAT.exact(looked)
                + " of "
                + FORMAT.exact(matching)
                + " lines were looked at, the same part of every bar above. Counts and times are the sample’s."
            : "Exact: all " + FORMAT.counted(matching, "line", "lines") + " were looked at.";
    return other == 0
        ? lines
        : lines
            + " "
            + FORMAT.exact(other)
            + " of them fit none of the first "
            + FORMAT.exact(total)
            + " patterns and are counted together as other.";
  }

  /** How many of all are shown, and what their links do. */
  public String foot() {
    String shown = FORMAT.counted(total, "pattern", "patterns");
    return (rows.size() < total ? FORMAT.exact(rows.size()) + " of " + shown + " shown" : shown)
        + "; a link finds what agrees in all but the values (*), which may be a few lines more";
  }

  public String title(LogPattern row) {
    return row.template().isEmpty() ? "(empty)" : row.template();
  }

  public String example(LogPattern row) {
    return ShownText.cut(row.example(), LONGEST);
  }

  /** The lines of a pattern; nothing else of the search changes. */
  public Link lines(LogPattern row, LogsForm form, ViewParameters at) {
    String search = form.q() == null ? row.search() : form.q() + " " + row.search();
    return form.link(at).with("q", search).with("view", null);
  }

  public Figure share(LogPattern row) {
    return FORMAT.percent(row.count(), looked);
  }

  /** The highest level, empty when none was sent. */
  public String level(LogPattern row) {
    return row.worst() == Severity.UNSPECIFIED ? "" : row.worst().name().toLowerCase(Locale.ROOT);
  }

  public String tone(LogPattern row) {
    return LogLine.tone(row.worst());
  }

  public String services(LogPattern row) {
    return String.join(", ", row.services()) + (row.moreServices() ? " and more" : "");
  }

  /** The pattern's lines over the window. */
  public Sparkline line(LogPattern row) {
    Tone tone =
        switch (tone(row)) {
          case "crit" -> Tone.CRIT;
          case "warn" -> Tone.WARN;
          default -> Tone.NORMAL;
        };
    return Sparkline.of(
        row.counts().stream().mapToDouble(Long::doubleValue).toArray(), WIDTH, HEIGHT, tone);
  }

  /** The patterns as a file. */
  CsvTable csv() {
    CsvTable csv =
        new CsvTable(
            "log-patterns",
            "pattern",
            "lines",
            "share",
            "level",
            "services",
            "first_seen_unix_nano",
            "last_seen_unix_nano",
            "example",
            "search");
    for (LogPattern row : rows) {
      csv.row(
          row.template(),
          row.count(),
          (double) row.count() / looked,
          level(row),
          services(row),
          row.firstUnixNano(),
          row.lastUnixNano(),
          row.example(),
          row.search());
    }
    return csv;
  }
}
