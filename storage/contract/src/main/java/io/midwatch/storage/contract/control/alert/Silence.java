package io.midwatch.storage.contract.control.alert;

import io.midwatch.storage.contract.query.LabelMatcher;
import java.util.List;

/**
 * Alerts matching all matchers are not notified in {@code [starts, ends)}.
 *
 * @param id a UUID in text form
 * @param matchers at least one; patterns match the whole value
 */
public record Silence(
    String id,
    List<LabelMatcher> matchers,
    long startsUnixNano,
    long endsUnixNano,
    String createdBy,
    String comment,
    long updatedUnixNano) {
  public Silence {
    matchers = List.copyOf(matchers);
    if (id.isBlank() || matchers.isEmpty()) {
      throw new IllegalArgumentException("a silence needs an id and a matcher");
    }
    if (endsUnixNano < startsUnixNano) {
      throw new IllegalArgumentException(
          "silence " + id + " ends before it starts: " + startsUnixNano + " to " + endsUnixNano);
    }
  }

  public boolean activeAt(long unixNano) {
    return unixNano >= startsUnixNano && unixNano < endsUnixNano;
  }

  /** The same, over at the time; one that had not started begins and ends there. */
  public Silence endedAt(long unixNano) {
    long starts = Math.min(startsUnixNano, unixNano);
    return new Silence(id, matchers, starts, unixNano, createdBy, comment, unixNano);
  }
}
