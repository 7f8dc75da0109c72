package io.midwatch.storage.contract.memory;

import io.midwatch.storage.contract.answer.rollup.RollupCounts;
import io.midwatch.storage.contract.answer.rollup.TableKeys;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupSink;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rollups that last as long as the process, in buckets of 15 s. Bounded: buckets older than the
 * retention go, and of a table with more than {@link #MAX_ROWS} rows the oldest buckets; answers
 * say from where on they count. Items more than an hour in the future are not counted.
 */
public final class InMemoryRollups implements RollupReader, RollupWriter {
  /** How long buckets are kept unless said otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofHours(6);

  /** Rows kept per table, over all buckets. */
  public static final int MAX_ROWS = 50_000;

  private static final Duration MAX_AHEAD = Duration.ofHours(1);

  private final Map<String, RollupBuckets> buckets = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Duration retention;
  private long coveredPosition = -1;

  /**
   * @throws IllegalArgumentException when two tables have one name
   */
  public InMemoryRollups(List<RollupTable> tables, InstantSource clock, Duration retention) {
    for (RollupTable table : tables) {
      if (buckets.put(table.name(), new RollupBuckets(table, MAX_ROWS)) != null) {
        throw new IllegalArgumentException("two tables are named " + table.name());
      }
    }
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public List<RollupTable> rollupTables() {
    return buckets.values().stream().map(RollupBuckets::table).toList();
  }

  @Override
  public synchronized RollupAnswer readRollup(RollupQuery query) {
    return buckets(query.table()).answer(query);
  }

  @Override
  public synchronized boolean apply(long position, Consumer<RollupSink> update) {
    if (position <= coveredPosition) {
      return false;
    }
    Staged staged = new Staged();
    update.accept(staged);
    Instant now = clock.instant();
    long horizon = nanos(now.minus(retention));
    horizon -= Math.floorMod(horizon, RollupQuery.RESOLUTION_NANOS);
    long latest = nanos(now.plus(MAX_AHEAD));
    for (RollupBuckets table : buckets.values()) {
      table.expire(horizon);
    }
    for (Map.Entry<Place, RollupCounts> row : staged.rows.entrySet()) {
      Place place = row.getKey();
      buckets(place.table()).add(place.start(), place.key(), row.getValue(), horizon, latest);
    }
    coveredPosition = position;
    return true;
  }

  @Override
  public synchronized long coveredPosition() {
    return coveredPosition;
  }

  private RollupBuckets buckets(String table) {
    RollupBuckets found = buckets.get(table);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no rollup " + table + "; there are " + buckets.keySet());
    }
    return found;
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  private record Place(String table, long start, RollupKey key) {}

  /** What one update counts, until all of it is known: an update that fails counts nothing. */
  private final class Staged implements RollupSink {
    private final Map<Place, RollupCounts> rows = new LinkedHashMap<>();

    @Override
    public RollupCell cell(RollupTable table, long timeUnixNano, RollupKey key) {
      RollupTable known = buckets(table.name()).table();
      TableKeys.require(known, key);
      long start = timeUnixNano - Math.floorMod(timeUnixNano, RollupQuery.RESOLUTION_NANOS);
      return rows.computeIfAbsent(
          new Place(known.name(), start, key), _ -> new RollupCounts(known));
    }
  }
}
