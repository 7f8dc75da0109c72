package io.midwatch.ui.errors;

import io.midwatch.insight.error.ErrorStatus;
import io.midwatch.insight.error.InboxEntry;
import io.midwatch.query.errors.ErrorPart;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.window.Window;
import io.midwatch.ui.chart.Bar;
import io.midwatch.ui.chart.LineChart;
import io.midwatch.ui.chart.LineChartBuilder;
import io.midwatch.ui.chart.Tone;
import io.midwatch.ui.format.CompareText;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.format.TrendText;
import org.jspecify.annotations.Nullable;

/**
 * One bug and {@code /errors/{id}.json}.
 *
 * @param stackTrace of the newest sample that has one, null when none was sent
 */
public record ErrorPage(Window window, InboxEntry entry, @Nullable String stackTrace) {
  private static final Format FORMAT = new Format();
  private static final int HEIGHT = 140;

  public ErrorRow figures() {
    return entry.row().figures();
  }

  public ErrorMark mark() {
    return ErrorMark.of(entry.row().status());
  }

  public ErrorMark mark(ErrorStatus status) {
    return ErrorMark.of(status);
  }

  public String title() {
    return ErrorTitle.of(figures());
  }

  public Figure perMinute() {
    return FORMAT.ratePerMinute(figures().count() / (window.minutes() * 60));
  }

  public String trendKind() {
    return TrendText.kind(figures().occurrences());
  }

  public String trendWord() {
    return TrendText.word(figures().occurrences());
  }

  /** What happened, in one sentence. */
  public String sentence() {
    ErrorRow row = figures();
    StringBuilder text = new StringBuilder();
    text.append("It struck ").append(FORMAT.counted(row.count(), "time", "times"));
    if (row.handled() > 0) {
      text.append(", ").append(FORMAT.count(row.handled())).append(" of them handled");
    }
    if (window.compares()) {
      text.append("; ")
          .append(CompareText.when(window.comparison()))
          .append(", ")
          .append(FORMAT.count(row.countBefore()));
    }
    text.append('.');
    if (!entry.row().firstVersion().isEmpty()) {
      text.append(" First seen in version ").append(entry.row().firstVersion()).append('.');
    }
    return text.toString();
  }

  /** Occurrences over time. */
  public LineChart occurrences() {
    return new LineChartBuilder(
            "Occurrences per minute",
            FORMAT.instant(window.range().fromUnixNano()),
            FORMAT.instant(window.range().toUnixNano()))
        .description(sentence())
        .height(HEIGHT)
        .unit(value -> FORMAT.ratePerMinute(value / 60).toString())
        .line(
            "occurrences",
            new ErrorLines(window).perMinute(figures().series()),
            mark().mark().equals("crit") ? Tone.CRIT : Tone.WARN)
        .build();
  }

  /** Width of a part's share of all occurrences, of 100. */
  public String share(ErrorPart part) {
    return Bar.share(part.count(), figures().count());
  }

  /** What a state says beside its word: {@code in 2.41.0}, {@code until it escalates}. */
  public String aside(ErrorStatus status) {
    if (status.inVersion() != null) {
      return "in " + status.inVersion();
    }
    String until = status.until();
    Long value = status.untilValue();
    return switch (until) {
      case "forever" -> "until someone opens it again";
      case "escalation" -> "until it rises";
      case "time" -> value == null ? "" : "until " + FORMAT.dateTime(FORMAT.instant(value));
      case "occurrences" ->
          value == null
              ? ""
              : "until it struck " + FORMAT.counted(value, "time", "times") + " more";
      case null, default -> "";
    };
  }
}
