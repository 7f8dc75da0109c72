package io.midwatch.ui.shell;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a reader wants pages shown, kept in cookies of the browser; whatever a cookie says that is
 * not known counts as unset.
 *
 * <pre>
 * midwatch-theme   light, dark                          as the system has it without
 * midwatch-zone    Asia/Kolkata, browser:Asia/Kolkata   UTC without; of the browser, its script renews it
 * midwatch-keys    off                                  keys of one letter work without
 * </pre>
 *
 * @param zone of the times shown
 * @param ofBrowser whether the zone follows the browser's
 * @param keys whether keys of one letter do something
 */
public record Display(Theme theme, ZoneId zone, boolean ofBrowser, boolean keys) {
  public static final String THEME = "midwatch-theme";
  public static final String ZONE = "midwatch-zone";
  public static final String KEYS = "midwatch-keys";

  private static final String OF_BROWSER = "browser:";
  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  /** What the cookies of the request say. */
  public static Display of(HttpServletRequest request) {
    return of(cookie(request, THEME), cookie(request, ZONE), cookie(request, KEYS));
  }

  public static Display of(@Nullable String theme, @Nullable String zone, @Nullable String keys) {
    boolean ofBrowser = zone != null && zone.startsWith(OF_BROWSER);
    String name = zone == null ? "" : ofBrowser ? zone.substring(OF_BROWSER.length()) : zone;
    boolean known = ZONES.contains(name);
    return new Display(
        Theme.of(theme),
        known ? zoned(name) : ZoneOffset.UTC,
        ofBrowser && known,
        !"off".equals(keys));
  }

  /** What the cookie {@value #ZONE} says; {@code UTC} also without one. */
  public String zoneChoice() {
    return (ofBrowser ? OF_BROWSER : "") + zoneName();
  }

  /** {@code UTC}, {@code Asia/Kolkata}. */
  public String zoneName() {
    return zone instanceof ZoneOffset ? "UTC" : zone.getId();
  }

  /** All the names of UTC are one. */
  private static ZoneId zoned(String name) {
    ZoneId zone = ZoneId.of(name);
    return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
  }

  private static @Nullable String cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return null;
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }
}
