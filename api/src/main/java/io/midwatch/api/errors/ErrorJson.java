package io.midwatch.api.errors;

import io.midwatch.api.json.Nanos;
import io.midwatch.insight.error.InboxRow;
import io.midwatch.query.errors.ErrorRow;
import io.midwatch.query.window.Window;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One bug in a window.
 *
 * @param message template with {@code *} for what differs
 * @param place innermost call of own code; where it was seen for failures without one
 * @param handled those after which the operation went on
 * @param countBefore in the period of equal length just before
 * @param trend new, rising, steady, falling
 * @param firstSeenUnixNano of all time that is kept
 * @param firstVersion it was seen in, null when none was sent
 * @param lastSeenUnixNano in the window
 * @param users distinct users, an estimate beyond a few hundred; tenants likewise
 */
record ErrorJson(
    String id,
    String type,
    String message,
    String place,
    ErrorStatusJson status,
    long count,
    long handled,
    double perMinute,
    long countBefore,
    String trend,
    String firstSeenUnixNano,
    @Nullable String firstVersion,
    String lastSeenUnixNano,
    List<String> services,
    List<String> endpoints,
    List<String> versions,
    long users,
    long tenants,
    List<CountPointJson> series) {
  static ErrorJson of(Window window, InboxRow row) {
    ErrorRow figures = row.figures();
    return new ErrorJson(
        figures.id(),
        figures.type(),
        figures.message(),
        figures.place(),
        ErrorStatusJson.of(row.status()),
        figures.count(),
        figures.handled(),
        figures.count() / window.minutes(),
        figures.countBefore(),
        figures.trend().name().toLowerCase(Locale.ROOT),
        Nanos.text(row.firstSeenUnixNano()),
        row.firstVersion().isEmpty() ? null : row.firstVersion(),
        Nanos.text(figures.lastSeenUnixNano()),
        figures.services(),
        figures.endpoints(),
        figures.versions(),
        figures.users(),
        figures.tenants(),
        CountPointJson.of(figures.series()));
  }
}
