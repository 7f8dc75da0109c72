package io.midwatch.insight.error;

import java.util.Set;

/**
 * What an error group did, as far as its state depends on it. Versions are empty texts where none
 * was sent.
 *
 * @param firstSeenUnixNano of all time that is kept
 * @param sinceChange occurrences since the state was last changed; all when it never was
 * @param lastHour occurrences in the last hour
 * @param usualPerHour mean per hour of the week before, or of as much of it as the group is old; 0
 *     for a group younger than an hour
 * @param versionsBefore versions it was seen in before the state was last changed
 * @param versionsSince versions it was seen in since the state was last changed
 */
public record ErrorActivity(
    long firstSeenUnixNano,
    long sinceChange,
    long lastHour,
    double usualPerHour,
    Set<String> versionsBefore,
    Set<String> versionsSince) {
  public ErrorActivity {
    versionsBefore = Set.copyOf(versionsBefore);
    versionsSince = Set.copyOf(versionsSince);
  }
}
