package io.midwatch.query.errors;

import io.midwatch.model.AttributeValue;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ErrorTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When bugs were first seen, and in which versions, as far back as figures are kept. The past up to
 * an hour ago is read once an hour and kept in memory, so that asking costs no more than the last
 * two hours: what comes later than that is known within the hour. Thread-safe.
 */
public final class ErrorHistory {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final RollupReader rollups;
  private final InstantSource clock;
  private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(0, Map.of()));

  /** All groups seen before the time. */
  private record Kept(long beforeUnixNano, Map<String, ErrorPast> groups) {}

  public ErrorHistory(RollupReader rollups, InstantSource clock) {
    this.rollups = rollups;
    this.clock = clock;
  }

  /** The past of each of the groups; those never seen are absent. */
  public Map<String, ErrorPast> of(Collection<String> groups) {
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    Kept past = past(Math.floorDiv(now - HOUR_NANOS, HOUR_NANOS) * HOUR_NANOS);
    List<AttributeValue> wanted = groups.stream().map(id -> AttributeValue.of(id)).toList();
    // Times ahead of this clock count as well, as far as stores take them.
    TimeRange recent = new TimeRange(past.beforeUnixNano, now + HOUR_NANOS);
    Map<String, ErrorPast> found = read(recent, new Filter.In(Field.dimension("group"), wanted));
    for (String group : groups) {
      ErrorPast earlier = past.groups.get(group);
      if (earlier != null) {
        found.merge(group, earlier, ErrorPast::and);
      }
    }
    return found;
  }

  private Kept past(long before) {
    Kept known = kept.get();
    if (known.beforeUnixNano != before) {
      known = new Kept(before, read(new TimeRange(0, Math.max(0, before)), Filter.ALL));
      kept.set(known);
    }
    return known;
  }

  private Map<String, ErrorPast> read(TimeRange range, Filter filter) {
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(ErrorTables.ERRORS.name(), range, "group", "version", "service")
                .where(filter));
    Map<String, ErrorPast> found = new HashMap<>();
    for (RollupRow row : answer.rows()) {
      if (!row.overflow() && answer.count(row, "count") > 0) {
        SeenTimes seen = new SeenTimes();
        seen.add(answer.histogram(row, "seen"));
        ErrorPast.Seen times =
            new ErrorPast.Seen(seen.firstUnixNano(), seen.lastUnixNano(), Set.of(row.text(2)));
        found.merge(row.text(0), new ErrorPast(Map.of(row.text(1), times)), ErrorPast::and);
      }
    }
    return found;
  }
}
