package io.midwatch.ui.shell;

import io.midwatch.query.time.TimeExpression;
import io.midwatch.ui.format.ReaderZone;
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
  private static final DateTimeFormatter LOCAL_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX", Locale.ROOT);
  private static final DateTimeFormatter LOCAL_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
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

  /** As {@link #iso}, in the reader's zone with its offset: {@code 2026-11-17T07:47+05:30}. */
  static String local(Instant at) {
    boolean minute = at.equals(at.truncatedTo(ChronoUnit.MINUTES));
    return (minute ? LOCAL_MINUTE : LOCAL_SECOND).format(at.atZone(ReaderZone.current()));
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
