package io.midwatch.query.counting;

import io.midwatch.storage.contract.query.Completeness;
import io.midwatch.storage.contract.query.Counting;
import io.midwatch.storage.contract.query.Field;
import io.midwatch.storage.contract.query.Filter;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.contract.rollup.OperationsTables;
import io.midwatch.storage.contract.rollup.RollupAnswer;
import io.midwatch.storage.contract.rollup.RollupQuery;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.rollup.RollupRow;
import io.midwatch.storage.contract.rollup.RollupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Spans of a range that stand for more than themselves.
 *
 * @param spans that were sent
 * @param standingFor how many there were, in the mean, those included
 * @param unknown of the spans those of which nobody said how they were sampled
 */
public record SampledSpans(long spans, long standingFor, long unknown) {
  private static final RollupTable TABLE = OperationsTables.SAMPLED;

  /**
   * @param filter of any rollup; where it asks for one service or environment, only that is read
   */
  public static SampledSpans read(RollupReader rollups, TimeRange range, Filter filter) {
    List<Filter> narrowed = new ArrayList<>();
    narrow(filter, narrowed);
    RollupQuery all = RollupQuery.total(TABLE.name(), range);
    RollupAnswer answer = rollups.readRollup(all.where(new Filter.And(narrowed)));
    if (!answer.completeness().complete() && !narrowed.isEmpty()) {
      answer = rollups.readRollup(all); // of too many services some have no row of their own
    }
    long spans = 0;
    long standingFor = 0;
    long unknown = 0;
    for (RollupRow row : answer.rows()) {
      spans += answer.count(row, "spans");
      standingFor += answer.count(row, "standing_for");
      unknown += answer.count(row, "unknown");
    }
    return new SampledSpans(spans, standingFor, unknown);
  }

  private static void narrow(Filter filter, List<Filter> narrowed) {
    switch (filter) {
      case Filter.And(List<Filter> all) -> all.forEach(each -> narrow(each, narrowed));
      case Filter.Eq(Field.Dimension(String name), _) -> {
        if (TABLE.dimensions().stream().anyMatch(dimension -> dimension.name().equals(name))) {
          narrowed.add(filter);
        }
      }
      default -> {}
    }
  }

  /** What counts are that count each span as often as it stands for. */
  public Completeness whenWeighed() {
    if (spans == 0) {
      return Completeness.exact(0);
    }
    if (unknown > 0) {
      return Completeness.lowerBound(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%,d spans were sampled and do not say how: counts are lower bounds.",
                  unknown)));
    }
    String reason =
        String.format(
            Locale.ROOT,
            "%,d spans were sampled and stand for %,d: counts are estimates.",
            spans,
            standingFor);
    return new Completeness(true, true, 0, List.of(reason), Counting.ESTIMATED);
  }

  /** What counts are that count each span once. */
  public Completeness whenCountedOnce() {
    if (spans == 0) {
      return Completeness.exact(0);
    }
    return Completeness.lowerBound(
        List.of(
            String.format(
                Locale.ROOT,
                "%,d spans were sampled and stand for %,d, and each is counted once here:"
                    + " counts are lower bounds.",
                spans,
                standingFor)));
  }
}
