package io.midwatch.query.counting;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import io.midwatch.storage.contract.rollup.RollupTable.Dimension;
import io.midwatch.storage.contract.rollup.TraceTables;
import io.midwatch.storage.contract.rollup.VersionTables;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rollups whose answers say what their counts are: estimates where sampled spans are in them. Where
 * a table had more rows than it may, they name the dimension that has too many values. Thread-safe.
 */
public final class LabelledRollups implements RollupReader {
  /** Tables that count no spans. */
  private static final Set<String> NOT_COUNTED =
      Set.of(
          OperationsTables.SAMPLED.name(),
          TraceTables.TRACE_JOINS.name(),
          VersionTables.VERSIONS.name());

  private static final Duration LATELY = Duration.ofHours(1);
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_KEPT = 200;

  private final RollupReader rollups;

  /** What was found out, for a page asks a dozen questions about the same few windows. */
  private final Map<Asked, Completeness> kept = new ConcurrentHashMap<>();

  private record Asked(String table, long fromMinute, long toMinute) {}

  public LabelledRollups(RollupReader rollups) {
    this.rollups = rollups;
  }

  @Override
  public List<RollupTable> rollupTables() {
    return rollups.rollupTables();
  }

  @Override
  public RollupAnswer readRollup(RollupQuery query) {
    RollupAnswer answer = rollups.readRollup(query);
    if (NOT_COUNTED.contains(query.table())) {
      return answer;
    }
    Completeness label = SampledSpans.read(rollups, query.range(), query.filter()).whenWeighed();
    if (overflows(answer)) {
      label = label.and(tooMany(answer.table(), query.range()));
    }
    return label.equals(Completeness.exact(0))
        ? answer
        : new RollupAnswer(
            answer.table(), answer.covered(), answer.rows(), answer.completeness().and(label));
  }

  /** Whether rows had no place, in the answer or left out of it. */
  private static boolean overflows(RollupAnswer answer) {
    RollupTable table = answer.table();
    String leftOut = "more than " + table.maxRowsPerBucket() + " rows of " + table.name();
    return answer.rows().stream().anyMatch(RollupRow::overflow)
        || answer.completeness().reasons().stream().anyMatch(each -> each.startsWith(leftOut));
  }

  private Completeness tooMany(RollupTable table, TimeRange range) {
    Asked asked =
        new Asked(
            table.name(),
            Math.floorDiv(range.fromUnixNano(), MINUTE_NANOS),
            Math.floorDiv(range.toUnixNano(), MINUTE_NANOS));
    Completeness known = kept.get(asked);
    if (known == null) {
      known = find(table, range);
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      kept.put(asked, known);
    }
    return known;
  }

  /** What was too much lately mostly is so all the time, and costs less to find. */
  private Completeness find(RollupTable table, TimeRange range) {
    long lately = range.toUnixNano() - LATELY.toNanos();
    if (lately <= range.fromUnixNano()) {
      return named(table, range);
    }
    Completeness found = named(table, new TimeRange(lately, range.toUnixNano()));
    return found.reasons().isEmpty() ? named(table, range) : found;
  }

  /** Names the dimension with the most values where rows had no place. */
  private Completeness named(RollupTable table, TimeRange range) {
    String most = "";
    long values = 0;
    boolean overflow = false;
    for (Dimension dimension : table.dimensions()) {
      RollupAnswer each =
          rollups.readRollup(RollupQuery.total(table.name(), range, dimension.name()));
      long named = each.rows().stream().filter(row -> !row.overflow()).count();
      overflow |= named < each.rows().size();
      if (named > values) {
        values = named;
        most = dimension.name();
      }
    }
    if (!overflow) {
      return Completeness.exact(0);
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%s of %s has too many values, %,d of them by name: beyond %,d rows in 15 s they count"
                + " together.",
            most,
            table.name(),
            values,
            table.maxRowsPerBucket());
    return new Completeness(true, false, 0, List.of(reason));
  }
}
