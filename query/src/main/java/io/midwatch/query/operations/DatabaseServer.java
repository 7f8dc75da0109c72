package io.midwatch.query.operations;

import static io.midwatch.model.semconv.CanonicalMetric.CACHE_LOOKUPS;
import static io.midwatch.model.semconv.CanonicalMetric.DB_BLOCKS_HIT;
import static io.midwatch.model.semconv.CanonicalMetric.DB_BLOCKS_READ;
import static io.midwatch.model.semconv.CanonicalMetric.DB_DEADLOCKS;
import static io.midwatch.model.semconv.CanonicalMetric.DB_LOCK_WAITS;
import static io.midwatch.model.semconv.CanonicalMetric.DB_PAGE_READS;
import static io.midwatch.model.semconv.CanonicalMetric.DB_REPLICATION_DELAY;
import static io.midwatch.model.semconv.CanonicalMetric.DB_REPLICATION_LAG;
import static io.midwatch.model.semconv.CanonicalMetric.DB_SIZE;

import io.midwatch.model.semconv.MetricTable;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database server says of itself, as receivers and exporters read it. What nobody sent is
 * null, never zero.
 *
 * <pre>
 * postgresql.db_size 12e9, postgresql.wal.lag 4, blks_hit +990, blks_read +10  → 12e9, 4 s, –, 0.99, –, –
 * </pre>
 *
 * @param sizeBytes of the database, the largest where several servers have it
 * @param replicationLagSeconds how far the replica that is last is behind in time
 * @param replicationDelayBytes the same in data
 * @param cacheHitRatio over the window, 0 to 1: of a key-value store keys that were there, else
 *     reads of blocks or pages that did not go to disk
 * @param lockWaits sessions that wait for a lock
 * @param deadlocks in the window
 */
public record DatabaseServer(
    @Nullable Double sizeBytes,
    @Nullable Double replicationLagSeconds,
    @Nullable Double replicationDelayBytes,
    @Nullable Double cacheHitRatio,
    @Nullable Double lockWaits,
    @Nullable Double deadlocks) {

  /** Whether it says nothing. */
  public boolean silent() {
    return sizeBytes == null
        && replicationLagSeconds == null
        && replicationDelayBytes == null
        && cacheHitRatio == null
        && lockWaits == null
        && deadlocks == null;
  }

  /** From the series of one database, each figure of one generation of names. */
  static DatabaseServer of(List<ReadSeries> server, Window window) {
    long until = window.range().toUnixNano();
    return new DatabaseServer(
        MetricSeries.latestMax(ReadSeries.of(server, DB_SIZE), until),
        MetricSeries.latestMax(ReadSeries.of(server, DB_REPLICATION_LAG), until),
        MetricSeries.latestMax(ReadSeries.of(server, DB_REPLICATION_DELAY), until),
        hitRatio(server, window.range()),
        MetricSeries.latestSum(ReadSeries.of(server, DB_LOCK_WAITS), until),
        Counted.in(ReadSeries.of(server, DB_DEADLOCKS), window.range()));
  }

  private static @Nullable Double hitRatio(List<ReadSeries> server, TimeRange range) {
    CacheLookups keys = CacheLookups.of(ReadSeries.of(server, CACHE_LOOKUPS), range);
    if (keys.ratio() != null) {
      return keys.ratio();
    }
    Double hit = Counted.in(ReadSeries.of(server, DB_BLOCKS_HIT), range);
    Double read = Counted.in(ReadSeries.of(server, DB_BLOCKS_READ), range);
    return hit == null || read == null
        ? pageHitRatio(ReadSeries.of(server, DB_PAGE_READS), range)
        : new CacheLookups(hit, read).ratio();
  }

  /** Of a server that counts all reads, hits among them, and those that went to disk. */
  private static @Nullable Double pageHitRatio(List<ReadSeries> pages, TimeRange range) {
    Double all = Counted.in(operation(pages, "read_requests"), range);
    Double fromDisk = Counted.in(operation(pages, "reads"), range);
    return all == null || fromDisk == null
        ? null
        : new CacheLookups(Math.max(0, all - fromDisk), fromDisk).ratio();
  }

  private static List<ReadSeries> operation(List<ReadSeries> pages, String operation) {
    return pages.stream()
        .filter(one -> one.label(MetricTable.PAGE_READ).equals(operation))
        .toList();
  }
}
