package io.midwatch.query.window;

import io.midwatch.storage.contract.AbandonedException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lists environments and tenants for the menus that every page has. The last answer serves every
 * page for {@link #KEPT}, for the menus need not be newer and the figures do not come from here.
 * Thread-safe.
 */
public final class ChoicesService {
  private static final System.Logger LOG = System.getLogger(ChoicesService.class.getName());

  static final int MOST_TENANTS = 25;
  static final Duration KEPT = Duration.ofSeconds(10);

  private final RollupReader rollups;
  private final InstantSource clock;
  private final AtomicReference<Kept> kept =
      new AtomicReference<>(new Kept(new TimeRange(0, 0), Instant.MIN, Choices.NONE));

  private record Kept(TimeRange range, Instant at, Choices choices) {}

  public ChoicesService(RollupReader rollups, InstantSource clock) {
    this.rollups = rollups;
    this.clock = clock;
  }

  /**
   * Environments and tenants with requests in the range, as of at most 10 s ago, or those of the
   * last answer while the store has none: what a page answers does not depend on them.
   */
  public Choices choices(TimeRange range) {
    TimeRange whole = wholeBuckets(range);
    Instant now = clock.instant();
    Kept last = kept.get();
    if (last.range.equals(whole) && now.isBefore(last.at.plus(KEPT))) {
      return last.choices;
    }
    try {
      Choices choices = new Choices(environments(whole), tenants(whole));
      kept.set(new Kept(whole, now, choices));
      return choices;
    } catch (AbandonedException gone) {
      throw gone;
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Environments and tenants to choose: not read", e);
      return last.choices;
    }
  }

  private static TimeRange wholeBuckets(TimeRange range) {
    long bucket = RollupQuery.RESOLUTION_NANOS;
    return new TimeRange(
        Math.floorDiv(range.fromUnixNano(), bucket) * bucket,
        Math.floorDiv(range.toUnixNano(), bucket) * bucket);
  }

  private List<String> environments(TimeRange range) {
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(OperationsTables.REQUESTS.name(), range, "environment"));
    return answer.rows().stream()
        .filter(row -> !row.overflow())
        .map(row -> row.text(0))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }

  private List<String> tenants(TimeRange range) {
    RollupAnswer answer =
        rollups.readRollup(RollupQuery.total(OperationsTables.TENANTS.name(), range, "tenant"));
    return answer.rows().stream()
        .filter(row -> !row.overflow() && !row.text(0).isEmpty())
        .sorted(
            Comparator.comparingLong((RollupRow row) -> -answer.count(row, "requests"))
                .thenComparing(row -> row.text(0)))
        .limit(MOST_TENANTS)
        .map(row -> row.text(0))
        .toList();
  }
}
