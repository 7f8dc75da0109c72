package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.columnar.retention.DiskLimits;
import io.midwatch.storage.wal.Durability;
import java.time.Duration;
import java.util.Map;

/**
 * How an {@link EmbeddedStore} works.
 *
 * @param durability what an acknowledged item survives
 * @param retention how long items of a signal are kept, by their own time
 * @param rollupRetention how long hourly figures are kept
 * @param room on the disk
 * @param rowsPerSegment spans or log records after which a hot buffer is sealed
 * @param pointsPerSegment metric points after which a hot buffer is sealed; up to eight times as
 *     many while its series have fewer than 64 each
 * @param logBytes size of the log beyond which hot buffers are sealed, so that it can be cut
 * @param steps told of every step of a seal; for tests
 * @param sealAfter age of a hot buffer's first item after which it is sealed however small
 */
public record EmbeddedSettings(
    Durability durability,
    Map<Signal, Duration> retention,
    Duration rollupRetention,
    DiskLimits room,
    int rowsPerSegment,
    int pointsPerSegment,
    Duration sealAfter,
    long logBytes,
    StoreSteps steps) {
  public static final EmbeddedSettings DEFAULTS =
      new EmbeddedSettings(
          Durability.FSYNC,
          Map.of(
              Signal.TRACES, Duration.ofDays(15),
              Signal.LOGS, Duration.ofDays(15),
              Signal.METRICS, Duration.ofDays(30)),
          Duration.ofDays(400),
          DiskLimits.DEFAULTS,
          500_000,
          1_000_000,
          Duration.ofMinutes(15),
          1L << 30,
          StoreSteps.NONE);

  public EmbeddedSettings {
    retention = Map.copyOf(retention);
    if (!retention.keySet().containsAll(java.util.List.of(Signal.values()))) {
      throw new IllegalArgumentException("expected a retention for every signal: " + retention);
    }
    if (rowsPerSegment < 1 || pointsPerSegment < 1) {
      throw new IllegalArgumentException(
          "expected room for an item, found " + rowsPerSegment + ", " + pointsPerSegment);
    }
  }

  public EmbeddedSettings withDurability(Durability level) {
    return new EmbeddedSettings(
        level,
        retention,
        rollupRetention,
        room,
        rowsPerSegment,
        pointsPerSegment,
        sealAfter,
        logBytes,
        steps);
  }

  public EmbeddedSettings withSegments(int rows, int points) {
    return new EmbeddedSettings(
        durability, retention, rollupRetention, room, rows, points, sealAfter, logBytes, steps);
  }

  /** With a log of that size at most before it is cut; its files are much smaller. */
  public EmbeddedSettings withLog(long bytes) {
    return new EmbeddedSettings(
        durability,
        retention,
        rollupRetention,
        room,
        rowsPerSegment,
        pointsPerSegment,
        sealAfter,
        bytes,
        steps);
  }

  public EmbeddedSettings withSteps(StoreSteps told) {
    return new EmbeddedSettings(
        durability,
        retention,
        rollupRetention,
        room,
        rowsPerSegment,
        pointsPerSegment,
        sealAfter,
        logBytes,
        told);
  }

  public EmbeddedSettings withRetention(
      Map<Signal, Duration> items, Duration rollups, long diskBytes) {
    return new EmbeddedSettings(
        durability,
        items,
        rollups,
        room.withLimit(diskBytes),
        rowsPerSegment,
        pointsPerSegment,
        sealAfter,
        logBytes,
        steps);
  }

  public EmbeddedSettings withRoom(DiskLimits limits) {
    return new EmbeddedSettings(
        durability,
        retention,
        rollupRetention,
        limits,
        rowsPerSegment,
        pointsPerSegment,
        sealAfter,
        logBytes,
        steps);
  }
}
