package io.midwatch.query.errors;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the states of bugs are judged by. Thread-safe. */
public final class ErrorActivities {
  /** How far back versions are looked for. */
  private static final Duration VERSIONS = Duration.ofDays(30);

  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final RollupReader rollups;
  private final InstantSource clock;

  public ErrorActivities(RollupReader rollups, InstantSource clock) {
    this.rollups = rollups;
    this.clock = clock;
  }

  /** Occurrences by bug in {@code [from, to)}, of those that struck. */
  public Map<String, Long> counts(long fromUnixNano, long toUnixNano) {
    return counts(new TimeRange(fromUnixNano, toUnixNano), Filter.ALL);
  }

  /** Occurrences of a bug since a time, in whole buckets. */
  public long countSince(String group, long unixNano) {
    TimeRange range = new TimeRange(unixNano, Math.max(unixNano, now() + HOUR_NANOS));
    return counts(range, Filter.eq(Field.dimension("group"), group)).getOrDefault(group, 0L);
  }

  private Map<String, Long> counts(TimeRange range, Filter filter) {
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(ErrorTables.ERRORS.name(), range, "group").where(filter));
    Map<String, Long> counts = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow() && answer.count(row, "count") > 0) {
        counts.put(row.text(0), answer.count(row, "count"));
      }
    }
    return counts;
  }

  /** When each version of the services was first seen at work, to the hour; as of 30 days ago. */
  public Map<String, Long> versions(Collection<String> services) {
    List<AttributeValue> wanted = services.stream().map(name -> AttributeValue.of(name)).toList();
    long now = now();
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(
                    OperationsTables.REQUESTS.name(),
                    new TimeRange(now - VERSIONS.toNanos(), now + HOUR_NANOS),
                    "version")
                .every(HOUR_NANOS)
                .where(new Filter.In(Field.dimension("service"), wanted)));
    Map<String, Long> first = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      first.merge(row.text(0), row.bucketStartUnixNano(), Math::min);
    }
    return first;
  }

  private long now() {
    Instant instant = clock.instant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }
}
