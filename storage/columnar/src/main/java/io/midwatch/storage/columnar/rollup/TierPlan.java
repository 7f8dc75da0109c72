package io.midwatch.storage.columnar.rollup;

import io.midwatch.storage.contract.answer.rollup.BucketWidth;
import io.midwatch.storage.contract.query.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tier answers which part of a range: parts follow each other without gap or overlap, in
 * whole buckets of their tier, in no particular order.
 *
 * <pre>
 * a total over 02:58:30 to 05:01: 15 s to 02:59, 1 min to 03:00, 1 h to 05:00, 1 min to 05:01
 * </pre>
 *
 * @param covered the range the parts make up
 */
record TierPlan(TimeRange covered, List<Part> parts) {
  /** A range read from one tier. */
  record Part(Tier tier, TimeRange range) {}

  TierPlan {
    parts = List.copyOf(parts);
  }

  /**
   * The range a question is about, in whole buckets.
   *
   * @param stepNanos 0 for one total
   * @param fineFrom buckets of 15 s exist from here on, a whole hour
   */
  static TimeRange cover(TimeRange asked, long stepNanos, long fineFrom) {
    if (stepNanos > 0) {
      return new BucketWidth(stepNanos).cover(asked);
    }
    TimeRange fine = Tier.FIFTEEN_SECONDS.width().cover(asked);
    long from = fine.fromUnixNano();
    long to = fine.toUnixNano();
    BucketWidth minute = Tier.MINUTE.width();
    return new TimeRange(
        from < fineFrom ? minute.floor(from) : from, to < fineFrom ? minute.ceiling(to) : to);
  }

  /** Whether buckets of 15 s are needed for this step wherever it is read. */
  static boolean needsFine(long stepNanos) {
    return stepNanos % Tier.MINUTE.width().nanos() != 0;
  }

  /** Parts of a range that was {@linkplain #cover covered} and cut at whole hours only. */
  static TierPlan of(TimeRange covered, long stepNanos) {
    List<Part> parts = new ArrayList<>();
    if (stepNanos == 0) {
      split(covered.fromUnixNano(), covered.toUnixNano(), Tier.HOUR.ordinal(), parts);
    } else {
      parts.add(new Part(coarsestFor(stepNanos), covered));
    }
    return new TierPlan(covered, parts);
  }

  private static Tier coarsestFor(long stepNanos) {
    Tier coarsest = Tier.FIFTEEN_SECONDS;
    for (Tier tier : Tier.values()) {
      if (stepNanos % tier.width().nanos() == 0) {
        coarsest = tier;
      }
    }
    return coarsest;
  }

  private static void split(long from, long to, int coarsest, List<Part> parts) {
    if (from >= to) {
      return;
    }
    Tier tier = Tier.values()[coarsest];
    long wholeFrom = tier.width().ceiling(from);
    long wholeTo = tier.width().floor(to);
    if (coarsest == 0) {
      parts.add(new Part(tier, new TimeRange(from, to)));
    } else if (wholeFrom < wholeTo) {
      split(from, wholeFrom, coarsest - 1, parts);
      parts.add(new Part(tier, new TimeRange(wholeFrom, wholeTo)));
      split(wholeTo, to, coarsest - 1, parts);
    } else {
      split(from, to, coarsest - 1, parts);
    }
  }
}
