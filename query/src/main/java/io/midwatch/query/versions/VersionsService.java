package io.midwatch.query.versions;

import io.midwatch.query.window.Listed;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.VersionTables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions of services at work. Thread-safe. */
public final class VersionsService {
  private static final long NANOS_PER_MICRO = 1_000;

  private final RollupReader rollups;

  public VersionsService(RollupReader rollups) {
    this.rollups = rollups;
  }

  /**
   * Versions that were at work in the range, by service, version and environment.
   *
   * @param service null for every service
   * @param environment null for every environment
   */
  public Listed<VersionRow> versions(
      TimeRange range, @Nullable String service, @Nullable String environment) {
    List<Filter> filters = new ArrayList<>();
    if (service != null) {
      filters.add(Filter.eq(Field.dimension("service"), service));
    }
    if (environment != null) {
      filters.add(Filter.eq(Field.dimension("environment"), environment));
    }
    RollupAnswer answer =
        rollups.readRollup(
            RollupQuery.total(
                    VersionTables.VERSIONS.name(), range, "service", "version", "environment")
                .where(new Filter.And(filters)));
    List<VersionRow> rows = new ArrayList<>();
    for (RollupRow row : answer.rows()) {
      ExponentialHistogram seen = answer.histogram(row, "seen");
      if (!row.overflow() && seen.count() > 0) {
        rows.add(
            new VersionRow(
                row.text(0),
                row.text(1),
                row.text(2),
                (long) seen.min() * NANOS_PER_MICRO,
                (long) seen.max() * NANOS_PER_MICRO,
                answer.distinct(row, "instances")));
      }
    }
    return new Listed<>(rows, answer.completeness());
  }
}
