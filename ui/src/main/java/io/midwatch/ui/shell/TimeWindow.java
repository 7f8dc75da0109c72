package io.midwatch.ui.shell;

import io.midwatch.query.time.TimeExpression;
import io.midwatch.ui.format.Format;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The half-open window {@code [start, end)} a page shows, and the text it was asked for with, so
 * that a live link stays live.
 *
 * <pre>
 * from      to       start                 end                   live
 * now-60m   now      2026-11-17T02:17:40Z  2026-11-17T03:17:40Z  yes
 * 2026-11-17T02:17Z  2026-11-17T03:17Z     (the same)            no
 * </pre>
 */
public record TimeWindow(String from, String to, Instant start, Instant end) {
  /** What a page shows when nothing else is asked for. */
  public static final String DEFAULT_FROM = "now-60m";

  public static final String DEFAULT_TO = "now";

  /** Longer windows are refused: rollups are kept for 400 days. */
  static final Duration LONGEST = Duration.ofDays(400);

  private static final Format FORMAT = new Format();

  /**
   * Reads both ends relative to {@code now}.
   *
   * @throws DateTimeException when an end cannot be read, the window is empty or longer than 400
   *     days; the message is for the reader of the page
   */
  public static TimeWindow parse(String from, String to, Instant now) {
    Instant start = TimeText.parse(from, now);
    Instant end = TimeText.parse(to, now);
    if (!start.isBefore(end)) {
      throw new DateTimeException("the window must start before it ends");
    }
    if (Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw new DateTimeException("the window may be at most 400 days long");
    }
    return new TimeWindow(from, to, start, end);
  }

  /** The last hour. */
  public static TimeWindow lastHour(Instant now) {
    return parse(DEFAULT_FROM, DEFAULT_TO, now);
  }

  /** Whether the window moves with the clock. */
  public boolean live() {
    return to.equals("now");
  }

  public boolean isDefault() {
    return from.equals(DEFAULT_FROM) && to.equals(DEFAULT_TO);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  /** Inclusive start in nanoseconds since the epoch. */
  public long startNanos() {
    return TimeExpression.nanos(start);
  }

  /** Exclusive end in nanoseconds since the epoch. */
  public long endNanos() {
    return TimeExpression.nanos(end);
  }

  /** {@code Last 60 min} for a live window, {@code Fixed} and its length otherwise. */
  public String label() {
    return (live() ? "Last " : "Fixed, ") + lengthText();
  }

  /** {@code 02:17–03:17 UTC}. */
  public String text() {
    return FORMAT.window(start, end);
  }

  /** The start as the form says it: relative as it was asked for, or in the reader's zone. */
  public String fromField() {
    return field(from, start);
  }

  /** The end as the form says it. */
  public String toField() {
    return field(to, end);
  }

  /** Twice the length around the same middle, or back from now. */
  public TimeWindow wider(Instant now) {
    Duration half = length().dividedBy(2);
    return live() ? back(length().multipliedBy(2), now) : around(half.negated());
  }

  /** Half the length around the same middle, or back from now. */
  public TimeWindow narrower(Instant now) {
    Duration quarter = length().dividedBy(4);
    return live() ? back(length().dividedBy(2), now) : around(quarter);
  }

  /** The same length, one length earlier, pinned. */
  public TimeWindow earlier() {
    return moved(length().negated());
  }

  /** The same length, one length later, pinned. */
  public TimeWindow later() {
    return moved(length());
  }

  /** A window of the same length that ends now. */
  public TimeWindow atNow(Instant now) {
    return back(length(), now);
  }

  /**
   * The same window with absolute ends, rounded outwards to whole minutes: what a copied link
   * carries.
   */
  public TimeWindow pinned() {
    Instant first = start.truncatedTo(ChronoUnit.MINUTES);
    Instant last = end.truncatedTo(ChronoUnit.MINUTES);
    return absolute(first, last.equals(end) ? last : last.plus(1, ChronoUnit.MINUTES));
  }

  /**
   * The pinned window {@code [start, end)}; text to the minute, or to the second when an end is not
   * a whole minute.
   */
  public static TimeWindow absolute(Instant start, Instant end) {
    return new TimeWindow(TimeText.iso(start), TimeText.iso(end), start, end);
  }

  /** The lengths offered in the time menu, shortest first. */
  public static List<Preset> presets() {
    return List.of(
        new Preset("Last 15 min", "now-15m"),
        new Preset("Last 60 min", "now-60m"),
        new Preset("Last 6 h", "now-6h"),
        new Preset("Last 24 h", "now-24h"));
  }

  private static TimeWindow back(Duration length, Instant now) {
    long minutes = Math.clamp(length.toMinutes(), 1, LONGEST.toMinutes());
    return parse("now-" + minutes + "m", "now", now);
  }

  private TimeWindow around(Duration inwards) {
    Instant first = start.plus(inwards).truncatedTo(ChronoUnit.SECONDS);
    Instant last = end.minus(inwards).truncatedTo(ChronoUnit.SECONDS);
    boolean possible =
        first.isBefore(last) && Duration.between(first, last).compareTo(LONGEST) <= 0;
    return possible ? absolute(first, last) : this;
  }

  private static String field(String text, Instant at) {
    return text.startsWith("now") ? text : TimeText.local(at);
  }

  private TimeWindow moved(Duration by) {
    return absolute(
        start.plus(by).truncatedTo(ChronoUnit.SECONDS),
        end.plus(by).truncatedTo(ChronoUnit.SECONDS));
  }

  private String lengthText() {
    long minutes = length().toMinutes();
    if (minutes < 1) {
      return length().toSeconds() + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 1440 + " d";
  }

  /** A choice of the time menu; it always ends now. */
  public record Preset(String label, String from) {}
}
