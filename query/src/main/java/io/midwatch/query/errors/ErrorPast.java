package io.midwatch.query.errors;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * When one bug was seen, in all the time that is kept.
 *
 * @param versions by version, the empty text where none was sent
 */
public record ErrorPast(Map<String, Seen> versions) {
  /** Nothing is known. */
  public static final ErrorPast NONE = new ErrorPast(Map.of());

  public ErrorPast {
    versions = Map.copyOf(versions);
  }

  /** First and last time, in whole microseconds. */
  public record Seen(long firstUnixNano, long lastUnixNano, Set<String> services) {
    public Seen {
      services = Set.copyOf(services);
    }

    Seen and(Seen other) {
      Set<String> both = new java.util.HashSet<>(services);
      both.addAll(other.services);
      return new Seen(
          Math.min(firstUnixNano, other.firstUnixNano),
          Math.max(lastUnixNano, other.lastUnixNano),
          both);
    }
  }

  /** {@link Long#MAX_VALUE} when it was never seen. */
  public long firstSeenUnixNano() {
    return versions.values().stream().mapToLong(Seen::firstUnixNano).min().orElse(Long.MAX_VALUE);
  }

  /** The version it was first seen in; empty when none was sent then. */
  public String firstVersion() {
    return versions.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue().firstUnixNano()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  ErrorPast and(ErrorPast other) {
    Map<String, Seen> all = new TreeMap<>(versions);
    other.versions.forEach((version, seen) -> all.merge(version, seen, Seen::and));
    return new ErrorPast(all);
  }
}
