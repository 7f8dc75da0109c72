package io.midwatch.insight.deploy;

import io.midwatch.query.requests.RequestFigures;

/** What can be said of the requests of a version beside those of another, or of those before it. */
public enum Verdict {
  /** A larger share of requests fails, beyond chance. */
  FAILS_MORE,
  /** The 95th percentile is at least half as long again, and 50 ms longer. */
  SLOWER,
  /** A smaller share fails, beyond chance. */
  FAILS_LESS,
  /** The 95th percentile is at most two thirds, and 50 ms shorter. */
  FASTER,
  UNCHANGED,
  /** Fewer than {@value Verdict#FEWEST} requests on one of the sides. */
  TOO_FEW;

  private static final long FEWEST = 50;
  private static final long FEWEST_FAILURES = 3;
  private static final double DEVIATIONS = 3;
  private static final double SLOWER_TIMES = 1.5;
  private static final double SLOWER_BY_NANOS = 50e6;

  /** The first that holds, failures before durations and worse before better. */
  public static Verdict of(RequestFigures before, RequestFigures after) {
    if (after.failed() >= FEWEST_FAILURES
        && before.requests() > 0
        && deviations(before, after) > DEVIATIONS) {
      return FAILS_MORE;
    }
    if (after.requests() < FEWEST || before.requests() < FEWEST) {
      return TOO_FEW;
    }
    if (slower(before, after)) {
      return SLOWER;
    }
    if (deviations(before, after) < -DEVIATIONS) {
      return FAILS_LESS;
    }
    return slower(after, before) ? FASTER : UNCHANGED;
  }

  /** The difference of the failed shares in standard deviations of a difference by chance. */
  private static double deviations(RequestFigures before, RequestFigures after) {
    double all = before.requests() + after.requests();
    double failed = (before.failed() + after.failed()) / all;
    double chance =
        Math.sqrt(
            failed
                * (1 - failed)
                * (1.0 / before.requests() + 1.0 / Math.max(1, after.requests())));
    double difference =
        (double) after.failed() / Math.max(1, after.requests())
            - (double) before.failed() / before.requests();
    return chance == 0 ? 0 : difference / chance;
  }

  private static boolean slower(RequestFigures first, RequestFigures second) {
    Double earlier = first.p95Nanos();
    Double later = second.p95Nanos();
    return earlier != null
        && later != null
        && later >= SLOWER_TIMES * earlier
        && later - earlier >= SLOWER_BY_NANOS;
  }
}
