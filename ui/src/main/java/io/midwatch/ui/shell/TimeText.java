package io.midwatch.ui.shell;

import io.midwatch.query.time.TimeExpression;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;

/** The moments of a URL: reads them as every interface does, and writes absolute ones. */
final class TimeText {
  private static final DateTimeFormatter ISO_MINUTE = utc("yyyy-MM-dd'T'HH:mm'Z'");
  private static final DateTimeFormatter ISO_SECOND = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");
  private static final Instant LAST = Instant.ofEpochSecond(9_000_000_000L);

  private TimeText() {}

  /**
   * The moment that the text says.
   *
   * @throws DateTimeException when it says none between 1970 and 2255; the message is for the
   *     reader of the page
   */
  static Instant parse(String text, Instant now) {
    OptionalLong nanos = TimeExpression.parse(text.strip(), now);
    if (nanos.isPresent()) {
      Instant at = Instant.EPOCH.plusNanos(nanos.getAsLong());
      if (!at.isBefore(Instant.EPOCH) && !at.isAfter(LAST)) {
        return at;
      }
    }
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    throw new DateTimeException(
        "“" + shown + "” is not a time; expected " + TimeExpression.ALLOWED);
  }

  /** To the minute when it is one, else to the second. */
  static String iso(Instant at) {
    return (at.equals(at.truncatedTo(ChronoUnit.MINUTES)) ? ISO_MINUTE : ISO_SECOND).format(at);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
