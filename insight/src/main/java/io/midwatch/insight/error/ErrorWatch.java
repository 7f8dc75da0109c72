package io.midwatch.insight.error;

import io.midwatch.query.errors.ErrorActivities;
import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorPast;
import io.midwatch.storage.contract.control.ErrorGroupState;
import io.midwatch.storage.contract.control.ErrorState;
import io.midwatch.storage.contract.control.ErrorStates;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks what bugs did and changes their states accordingly; to be called every few seconds. It
 * looks at bugs that struck in the last hour, and at those whose state ends by itself. One caller
 * at a time.
 */
public final class ErrorWatch {
  /** States that may end though nothing happens. */
  private static final List<String> ENDING = List.of("escalating", "regressed", "ignored");

  /** Versions are compared for what was resolved only. */
  private static final VersionOrder NO_ORDER = new VersionOrder(Map.of());

  private static final int MOST_ENDING = 1_000;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final ErrorActivities activities;
  private final ErrorHistory history;
  private final ErrorStates states;
  private final ErrorStateKeeper keeper;
  private final InstantSource clock;

  public ErrorWatch(
      ErrorActivities activities, ErrorHistory history, ErrorStates states, InstantSource clock) {
    this.activities = activities;
    this.history = history;
    this.states = states;
    this.keeper = new ErrorStateKeeper(states, clock);
    this.clock = clock;
  }

  /** Changes what is to be changed now. */
  public void look() {
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    Map<String, Long> lastHour = activities.counts(now - HOUR_NANOS, now + HOUR_NANOS);
    Set<String> groups = new HashSet<>(lastHour.keySet());
    states.inState(ENDING, MOST_ENDING).forEach(state -> groups.add(state.groupId()));
    if (groups.isEmpty()) {
      return;
    }
    Map<String, Long> week = activities.counts(now - 7 * 24 * HOUR_NANOS, now - HOUR_NANOS);
    Map<String, ErrorPast> pasts = history.of(groups);
    Map<String, ErrorGroupState> known = states.states(groups);
    for (String group : groups) {
      ErrorPast past = pasts.getOrDefault(group, ErrorPast.NONE);
      ErrorGroupState state = known.get(group);
      long since = state == null ? 0 : state.sinceUnixNano();
      long struck = lastHour.getOrDefault(group, 0L);
      ErrorActivity activity =
          new ErrorActivity(
              Math.min(past.firstSeenUnixNano(), now),
              state != null && state.state() instanceof ErrorState.Ignored
                  ? activities.countSince(group, since)
                  : struck, // nothing else asks for it
              struck,
              usualPerHour(week.getOrDefault(group, 0L), past.firstSeenUnixNano(), now),
              versions(past, since, true),
              versions(past, since, false));
      boolean compared = state != null && state.state() instanceof ErrorState.Resolved;
      keeper.follow(group, activity, compared ? order(past.versions()) : NO_ORDER);
    }
  }

  private static double usualPerHour(long week, long firstSeen, long now) {
    double hours = Math.min(7 * 24 - 1, (double) (now - firstSeen) / HOUR_NANOS - 1);
    return hours < 1 ? 0 : week / hours;
  }

  /** Seen before the change of the state, or since. */
  private static Set<String> versions(ErrorPast past, long since, boolean before) {
    Set<String> versions = new HashSet<>();
    past.versions()
        .forEach((version, seen) -> {
          if (before ? seen.firstUnixNano() < since : seen.lastUnixNano() >= since) {
            versions.add(version);
          }
        });
    return versions;
  }

  private VersionOrder order(Map<String, ErrorPast.Seen> versions) {
    Collection<String> services = new HashSet<>();
    versions.values().forEach(seen -> services.addAll(seen.services()));
    Map<String, Long> firstSeen = new HashMap<>();
    versions.forEach((version, seen) -> firstSeen.put(version, seen.firstUnixNano()));
    activities
        .versions(services)
        .forEach((version, first) -> firstSeen.merge(version, first, Math::min));
    return new VersionOrder(firstSeen);
  }
}
