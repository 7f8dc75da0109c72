package io.midwatch.storage.contract.query;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an answer can be trusted.
 *
 * @param complete everything asked for was looked at
 * @param approximate figures are estimates (percentiles, distinct counts, sampled data)
 * @param scanned rows looked at
 * @param reasons what else there is to know of it, in words a user can read
 * @param counting what counts are; lower bounds when the answer is not complete
 */
public record Completeness(
    boolean complete, boolean approximate, long scanned, List<String> reasons, Counting counting) {
  public Completeness {
    reasons = List.copyOf(reasons);
    counting = complete ? counting : Counting.LOWER_BOUND;
  }

  /** Counts are exact as far as everything was looked at. */
  public Completeness(boolean complete, boolean approximate, long scanned, List<String> reasons) {
    this(complete, approximate, scanned, reasons, Counting.EXACT);
  }

  /** Counts may be less than there were. */
  public static Completeness lowerBound(List<String> reasons) {
    return new Completeness(true, true, 0, reasons, Counting.LOWER_BOUND);
  }

  /** Everything was looked at and every figure is exact. */
  public static Completeness exact(long scanned) {
    return new Completeness(true, false, scanned, List.of());
  }

  /** The trust left when an answer is made from both. */
  public Completeness and(Completeness other) {
    List<String> all = new ArrayList<>(reasons);
    other.reasons.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    return new Completeness(
        complete && other.complete,
        approximate || other.approximate,
        scanned + other.scanned,
        all,
        counting.compareTo(other.counting) >= 0 ? counting : other.counting);
  }
}
