package io.midwatch.ui.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into the text of a page. Every page, chart and table uses this one formatter, so two
 * places never disagree. Moments are written in the {@link ReaderZone}. Stateless and thread-safe.
 *
 * <pre>
 * count(1482)            1,482            percent(78, 1000)     7.8 %
 * count(41_234)          41.2 k           percent(3, 11)        3 of 11
 * ratePerMinute(687.0)   41.2 k/min       duration(6.02e9)      6.02 s
 * time(instant)          03:17:40 UTC     duration(680e9)       11 min 20 s
 * </pre>
 */
public final class Format {
  /**
   * Below this many events a share is printed as counts, since a percentage would pretend
   * precision.
   */
  static final long FEWEST_FOR_PERCENT = 20;

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final DateTimeFormatter SECONDS = pattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = pattern("HH:mm");
  private static final DateTimeFormatter MILLIS = pattern("HH:mm:ss.SSS");
  private static final DateTimeFormatter DAY_SECONDS = pattern("yyyy-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DAY_MINUTES = pattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter DATE = pattern("yyyy-MM-dd");
  private static final DateTimeFormatter DAY = pattern("MM-dd");

  /**
   * A number of things: exact with separators below 10,000, above it three significant digits and
   * k, M or G.
   */
  public Figure count(long count) {
    if (Math.abs(count) < 10_000) {
      return new Figure(exact(count), "");
    }
    return scaled(count, "");
  }

  /** A number of things with all its digits: {@code 48,210}. */
  public String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace('-', '−');
  }

  /** A count and its noun in the right number: {@code 1 trace}, {@code 4,118 traces}. */
  public String counted(long count, String one, String many) {
    return count(count) + "\u00A0" + (count == 1 ? one : many);
  }

  /** A rate given per second, printed per minute. */
  public Figure ratePerMinute(double perSecond) {
    if (!Double.isFinite(perSecond)) {
      return Figure.MISSING;
    }
    double perMinute = perSecond * 60;
    return Math.abs(perMinute) < 1000
        ? new Figure(digits(perMinute), "/min")
        : scaled(perMinute, "/min");
  }

  /** A number of things that may not have been sent: whole, or missing. */
  public Figure whole(@Nullable Double value) {
    return value == null ? Figure.MISSING : count(Math.round(value));
  }

  /** A change that may not be known: {@code +1,310}, {@code −42}, {@code 0}. */
  public String signed(@Nullable Double value) {
    if (value == null) {
      return Figure.MISSING.toString();
    }
    long rounded = Math.round(value);
    return (rounded > 0 ? "+" : "") + count(rounded);
  }

  /** Whole seconds that may not have been sent: {@code 11 min 20 s}. */
  public Figure seconds(@Nullable Double value) {
    return value == null ? Figure.MISSING : duration(Math.rint(value) * 1e9);
  }

  /** Nanoseconds that may not be known. */
  public Figure nanos(@Nullable Double value) {
    return value == null ? Figure.MISSING : duration(value);
  }

  /** Any other number: three significant digits, k, M or G above 10,000. */
  public Figure number(double value) {
    if (!Double.isFinite(value)) {
      return Figure.MISSING;
    }
    return Math.abs(value) < 10_000 ? new Figure(digits(value), "") : scaled(value, "");
  }

  /** An amount of data, or missing: {@code 12.4 GB}, in steps of 1,000. */
  public Figure bytes(@Nullable Double value) {
    return value == null ? Figure.MISSING : scaled(value, "B");
  }

  /**
   * A share of {@code total}: a percentage, or {@code 3 of 11} below 20 events, or missing when
   * there were none.
   */
  public Figure percent(long part, long total) {
    if (total <= 0) {
      return Figure.MISSING;
    }
    if (total < FEWEST_FOR_PERCENT) {
      return new Figure(part + " of " + total, "");
    }
    return ratio((double) part / total);
  }

  /**
   * The part of a share whose total is said right after it: {@code 7.8 %} as in <i>7.8 % of 1,482
   * requests</i>, {@code 3} as in <i>3 of 11 requests</i> below 20 events.
   */
  public String some(long part, long total) {
    return total < FEWEST_FOR_PERCENT ? exact(part) : percent(part, total).toString();
  }

  /** A ratio (1 is the whole) as a percentage. Not a number gives the missing value. */
  public Figure ratio(double ratio) {
    if (!Double.isFinite(ratio)) {
      return Figure.MISSING;
    }
    double percent = ratio * 100;
    double size = Math.abs(percent);
    if (size != 0 && size < 0.01) {
      return new Figure("<0.01", "%");
    }
    int decimals = size == 0 || size >= 99.95 ? 0 : size < 1 ? 2 : 1;
    return new Figure(
        plain(BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.HALF_UP)), "%");
  }

  /**
   * A duration in nanoseconds. One unit below a minute (three significant digits), two units above.
   */
  public Figure duration(double nanos) {
    if (!Double.isFinite(nanos)) {
      return Figure.MISSING;
    }
    double size = Math.abs(nanos);
    if (size >= 59.95e9) {
      return new Figure(twoUnits(Math.round(nanos / 1e9)), "");
    }
    if (size >= 0.9995e9) {
      return new Figure(digits(nanos / 1e9), "s");
    }
    if (size == 0 || size >= 0.9995e6) {
      return new Figure(digits(nanos / 1e6), "ms");
    }
    return size >= 999.5 ? new Figure(digits(nanos / 1e3), "µs") : new Figure(digits(nanos), "ns");
  }

  /** How long ago: {@code 6 s ago}, {@code 14 min ago}, {@code 3 d ago}. Never negative. */
  public String age(Instant then, Instant now) {
    return span(Duration.between(then, now)) + " ago";
  }

  /**
   * A length of time in its largest whole unit: {@code 40 s}, {@code 14 min}, {@code 3 h}, {@code 6
   * d}. Never negative.
   */
  public String span(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return seconds + "\u00A0s";
    }
    if (seconds < 7200) {
      return seconds / 60 + "\u00A0min";
    }
    return seconds < 172_800 ? seconds / 3600 + "\u00A0h" : seconds / 86_400 + "\u00A0d";
  }

  /** A moment within the day: {@code 03:17:40 UTC}. */
  public String time(Instant at) {
    return clock(at) + " " + ReaderZone.offset(at);
  }

  /**
   * A moment within the day without its zone, for columns whose head names the zone: {@code
   * 03:17:40}.
   */
  public String clock(Instant at) {
    return local(SECONDS, at);
  }

  /**
   * As {@link #clock(Instant)} with milliseconds, for log lines and events: {@code 03:17:40.123}.
   */
  public String clockMillis(Instant at) {
    return local(MILLIS, at);
  }

  /** Hours and minutes without zone, for chart axes: {@code 03:17}. */
  public String minute(Instant at) {
    return local(MINUTES, at);
  }

  /** Hours and minutes with their zone, for sentences: {@code 03:17 UTC}. */
  public String minuteOfZone(Instant at) {
    return minute(at) + " " + ReaderZone.offset(at);
  }

  /** Month and day, for the axes of long windows: {@code 11-17}. */
  public String day(Instant at) {
    return local(DAY, at);
  }

  /** A moment with its date: {@code 2026-11-17 03:17:40 UTC}. */
  public String dateTime(Instant at) {
    return local(DAY_SECONDS, at) + " " + ReaderZone.offset(at);
  }

  /** What hovering a moment tells: its date, the same in UTC, and how long ago it was. */
  public String hover(Instant at, Instant now) {
    String universal = DAY_SECONDS.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    String own = dateTime(at);
    return (own.equals(universal) ? own : own + ", " + universal) + ", " + age(at, now);
  }

  /** A window: {@code 02:17–03:17 UTC}, with dates when its ends lie on different days. */
  public String window(Instant from, Instant to) {
    boolean sameDay = local(DATE, from).equals(local(DATE, to));
    String first = ReaderZone.offset(from);
    String last = ReaderZone.offset(to);
    DateTimeFormatter ends = sameDay ? MINUTES : DAY_MINUTES;
    return local(ends, from)
        + (first.equals(last) ? "" : " " + first)
        + (sameDay ? "–" : " – ")
        + local(ends, to)
        + " "
        + last;
  }

  /**
   * The reader's zone for heads of columns, whose moments may lie in summer and winter: {@code
   * UTC}, {@code Kolkata}.
   */
  public String zone() {
    return ReaderZone.name();
  }

  /** How far the reader's zone is from UTC then: {@code UTC}, {@code UTC+5:30}. */
  public String offset(Instant at) {
    return ReaderZone.offset(at);
  }

  /** A moment from nanoseconds since the epoch. */
  public Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, 1_000_000_000L), Math.floorMod(epochNanos, 1_000_000_000L));
  }

  private static Figure scaled(double value, String suffix) {
    String[] prefixes = {"", "k", "M", "G", "T"};
    int prefix = 0;
    double scaled = value;
    while (Math.abs(scaled) >= 999.5 && prefix < prefixes.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    return new Figure(digits(scaled), prefixes[prefix] + suffix);
  }

  private static String digits(double value) {
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value).replace('-', '−');
    }
    return plain(new BigDecimal(value, THREE_DIGITS));
  }

  private static String plain(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.toPlainString().replace('-', '−');
  }

  private static String twoUnits(long seconds) {
    long size = Math.abs(seconds);
    String sign = seconds < 0 ? "−" : "";
    if (size < 3600) {
      return sign + pair(size / 60, "min", size % 60, "s");
    }
    return sign
        + (size < 86_400
            ? pair(size / 3600, "h", size % 3600 / 60, "min")
            : pair(size / 86_400, "d", size % 86_400 / 3600, "h"));
  }

  private static String pair(long high, String highUnit, long low, String lowUnit) {
    String first = high + "\u00A0" + highUnit;
    return low == 0 ? first : first + "\u00A0" + low + "\u00A0" + lowUnit;
  }

  private static String local(DateTimeFormatter pattern, Instant at) {
    return pattern.format(at.atZone(ReaderZone.current()));
  }

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }
}
