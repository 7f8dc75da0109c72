package io.midwatch.ui.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time zone of whoever reads the page that is being written. It belongs to one request, as a
 * locale does: pages, charts and sentences are made of records that know moments only, and {@link
 * Format} alone turns a moment into text. Outside {@link #in} it is UTC, so what leaves the page
 * (Markdown, CSV, JSON) says the same to everybody.
 */
public final class ReaderZone {
  private static final ScopedValue<ZoneId> ZONE = ScopedValue.newInstance();

  private ReaderZone() {}

  /** Does the work with every moment written in {@code zone}. */
  public static <R, X extends Throwable> R in(
      ZoneId zone, ScopedValue.CallableOp<? extends R, X> work) throws X {
    return ScopedValue.where(ZONE, zone).call(work);
  }

  /** Never null. */
  public static ZoneId current() {
    return ZONE.orElse(ZoneOffset.UTC);
  }

  /** How far the zone is from UTC at a moment: {@code UTC}, {@code UTC+5:30}, {@code UTC−3}. */
  static String offset(Instant at) {
    int seconds = current().getRules().getOffset(at).getTotalSeconds();
    if (seconds == 0) {
      return "UTC";
    }
    int minutes = Math.abs(seconds) / 60;
    String hours = (seconds < 0 ? "UTC−" : "UTC+") + minutes / 60;
    return minutes % 60 == 0 ? hours : hours + ":" + (minutes % 60 < 10 ? "0" : "") + minutes % 60;
  }

  /**
   * The name of the zone, right for summer and winter: {@code UTC}, {@code Kolkata}, {@code New
   * York}.
   */
  static String name() {
    ZoneId zone = current();
    if (zone instanceof ZoneOffset) {
      return "UTC";
    }
    String id = zone.getId();
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }
}
