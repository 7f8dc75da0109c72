package io.midwatch.query.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as a parameter says it: {@code now}, {@code now-15m} (s, m, h, d, w), RFC 3339 with or
 * without seconds, or a number of epoch seconds, milliseconds, microseconds or nanoseconds, told
 * apart by size.
 */
public final class TimeExpression {
  /** For messages: what may be written. */
  public static final String ALLOWED =
      "now, now-15m (s, m, h, d, w), 2026-11-17T02:17Z, or epoch seconds to nanoseconds";

  private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,9})([smhdw]))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(?:\\.\\d{1,9})?");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendOffsetId()
          .toFormatter(java.util.Locale.ROOT);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private TimeExpression() {}

  /** Epoch nanoseconds, or empty when the text is none of the allowed forms. */
  public static OptionalLong parse(String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      long back = relative.group(1) == null ? 0 : seconds(relative.group(1), relative.group(2));
      return OptionalLong.of(nanos(now) - back * NANOS_PER_SECOND);
    }
    if (NUMBER.matcher(text).matches()) {
      return number(text);
    }
    try {
      return OptionalLong.of(nanos(OffsetDateTime.parse(text, ISO).toInstant()));
    } catch (DateTimeException | ArithmeticException notATime) {
      return OptionalLong.empty();
    }
  }

  /** An instant as epoch nanoseconds. */
  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }

  private static OptionalLong number(String text) {
    double value = Double.parseDouble(text);
    if (value < 1e11) {
      return OptionalLong.of(Math.round(value * 1e9));
    }
    if (value < 1e14) {
      return OptionalLong.of(Math.round(value * 1e6));
    }
    if (value < 1e17) {
      return OptionalLong.of(Math.round(value * 1e3));
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  private static long seconds(String amount, String unit) {
    long seconds =
        switch (unit) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> 604_800;
        };
    return Math.min(Long.parseLong(amount) * seconds, 100L * 365 * 86_400);
  }
}
