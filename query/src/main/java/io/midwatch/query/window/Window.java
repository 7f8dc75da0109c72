package io.midwatch.query.window;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.RollupQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page looks at: a time range and, when chosen, one environment and one tenant; and what it
 * is compared with.
 */
public record Window(
    TimeRange range, @Nullable String environment, @Nullable String tenant, Comparison comparison) {
  private static final long SECOND = 1_000_000_000L;
  private static final long[] STEPS_SECONDS = {
    15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400
  };

  /** Compared with the period just before. */
  public Window(TimeRange range, @Nullable String environment, @Nullable String tenant) {
    this(range, environment, tenant, Comparison.PREVIOUS);
  }

  /** All environments and tenants. */
  public static Window of(TimeRange range) {
    return new Window(range, null, null);
  }

  /** The same view of the period to compare with; without one its range is empty. */
  public Window reference() {
    return new Window(comparison.of(range), environment, tenant, comparison);
  }

  /** Whether there is a period to compare with. */
  public boolean compares() {
    return comparison != Comparison.NONE;
  }

  /** The same view of one tenant, or of all with null. */
  public Window ofTenant(@Nullable String one) {
    return new Window(range, environment, one, comparison);
  }

  /**
   * Environment and tenant as a filter on spans, and the given ones. A span that names no tenant is
   * that tenant's whom its trace names, as in the rollups.
   */
  public Filter spanFilter(Filter... more) {
    return both(tenant == null ? null : new Filter.TraceTenant(tenant), more);
  }

  /** Environment and tenant as a filter on items that name both themselves, and the given ones. */
  public Filter itemFilter(Filter... more) {
    return both(tenant == null ? null : Filter.eq(Field.of(CanonicalField.TENANT), tenant), more);
  }

  private Filter both(@Nullable Filter ofTenant, Filter... more) {
    List<Filter> filters = new ArrayList<>(List.of(more));
    if (environment != null) {
      filters.add(Filter.eq(Field.of(CanonicalField.ENVIRONMENT), environment));
    }
    if (ofTenant != null) {
      filters.add(ofTenant);
    }
    return new Filter.And(filters);
  }

  /** The environment as a filter on rollup dimensions, and the given ones. */
  public Filter dimensionFilter(Filter... more) {
    List<Filter> filters = new ArrayList<>(List.of(more));
    if (environment != null) {
      filters.add(new Filter.Eq(Field.dimension("environment"), AttributeValue.of(environment)));
    }
    return new Filter.And(filters);
  }

  /** A chart step that gives about 60 buckets, a multiple of the rollups' 15 s. */
  public long stepNanos() {
    long wanted = range.lengthNanos() / 60;
    for (long seconds : STEPS_SECONDS) {
      if (seconds * SECOND >= wanted) {
        return seconds * SECOND;
      }
    }
    long coarsest = STEPS_SECONDS[STEPS_SECONDS.length - 1] * SECOND;
    return (wanted / coarsest + 1) * coarsest;
  }

  /** A rollup question over this window. */
  public RollupQuery rollup(String table, String... groupBy) {
    return RollupQuery.total(table, range, groupBy).where(dimensionFilter());
  }

  public double minutes() {
    return range.lengthNanos() / (60.0 * SECOND);
  }
}
