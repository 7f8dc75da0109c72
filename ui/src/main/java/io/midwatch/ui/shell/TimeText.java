package io.midwatch.ui.shell;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the moments of a URL: {@code now}, {@code now-90m} (s, m, h, d, w), RFC 3339 to the minute
 * or finer ({@code 2026-11-17T02:17Z}; without a zone it is UTC), or a number since the epoch whose
 * magnitude says seconds, milliseconds, microseconds or nanoseconds.
 */
final class TimeText {
  private static final Pattern RELATIVE = Pattern.compile("now-(\\d{1,6})([smhdw])");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}");
  private static final DateTimeFormatter ISO_MINUTE = utc("yyyy-MM-dd'T'HH:mm'Z'");
  private static final DateTimeFormatter ISO_SECOND = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final Instant LAST = Instant.ofEpochSecond(9_000_000_000L);

  private TimeText() {}

  static Instant parse(String text, Instant now) {
    Instant at = read(text.strip(), now);
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
      throw unreadable(text);
    }
    return at;
  }

  static String iso(Instant at) {
    return (at.equals(at.truncatedTo(ChronoUnit.MINUTES)) ? ISO_MINUTE : ISO_SECOND).format(at);
  }

  static long nanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
  }

  private static Instant read(String text, Instant now) {
    if (text.equals("now")) {
      return now;
    }
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long seconds = Long.parseLong(relative.group(1)) * secondsPer(relative.group(2));
      return now.minusSeconds(seconds);
    }
    return NUMBER.matcher(text).matches() ? ofMagnitude(text) : ofIso(text);
  }

  private static long secondsPer(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      case "d" -> 86_400;
      default -> 604_800;
    };
  }

  private static Instant ofMagnitude(String text) {
    try {
      long number = Long.parseLong(text);
      if (number < 100_000_000_000L) {
        return Instant.ofEpochSecond(number);
      }
      if (number < 100_000_000_000_000L) {
        return Instant.ofEpochMilli(number);
      }
      return number < 100_000_000_000_000_000L
          ? Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1000)
          : Instant.ofEpochSecond(number / 1_000_000_000, number % 1_000_000_000);
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static Instant ofIso(String text) {
    String upper = text.toUpperCase(Locale.ROOT).replace(' ', 'T');
    boolean zoned = upper.endsWith("Z") || upper.matches(".*[+-]\\d\\d:\\d\\d");
    try {
      return zoned
          ? OffsetDateTime.parse(upper).toInstant()
          : LocalDateTime.parse(upper).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  private static DateTimeException unreadable(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new DateTimeException(
        "“"
            + shown
            + "” is not a time; expected now-60m, 2026-11-17T02:17Z or a number since the epoch");
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
