package io.midwatch.query.errors;

import io.midwatch.query.window.Change;
import io.midwatch.query.window.Trend;
import java.util.List;

/**
 * One bug in a window. Texts are as in the group: a message is a template with {@code *} for what
 * differs.
 *
 * <pre>
 * 3f1c9a0b77d2e415  IllegalStateException  cart * is empty  com.shop.Checkout.total  24 of which 0 handled
 * </pre>
 *
 * @param id 16 hex digits
 * @param count occurrences, positive
 * @param handled those of them after which the operation went on
 * @param countBefore occurrences in the period of equal length just before
 * @param firstSeenUnixNano in the window; whole microseconds
 * @param lastSeenUnixNano in the window; whole microseconds
 * @param endpoints of the requests that failed, as far as they are known
 * @param versions known ones it was seen in, ascending
 * @param users distinct users, an estimate beyond a few hundred
 * @param tenants distinct tenants, an estimate beyond a few hundred
 */
public record ErrorRow(
    String id,
    String type,
    String message,
    String place,
    long count,
    long handled,
    long countBefore,
    long firstSeenUnixNano,
    long lastSeenUnixNano,
    List<String> services,
    List<String> endpoints,
    List<String> versions,
    long users,
    long tenants,
    List<ErrorPoint> series) {
  public ErrorRow {
    services = List.copyOf(services);
    endpoints = List.copyOf(endpoints);
    versions = List.copyOf(versions);
    series = List.copyOf(series);
  }

  public Trend trend() {
    return occurrences().trend();
  }

  /** Occurrences now and before. */
  public Change occurrences() {
    return new Change(count, countBefore);
  }
}
