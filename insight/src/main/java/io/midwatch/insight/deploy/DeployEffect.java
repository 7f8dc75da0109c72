package io.midwatch.insight.deploy;

import io.midwatch.query.requests.RequestFigures;

/**
 * What followed a deploy: the requests that the new version answered, beside those of the whole
 * service in the same time before.
 *
 * @param before of the service, in {@code spanNanos} before the deploy
 * @param after of the version, in {@code spanNanos} from the deploy on
 * @param spanNanos at most a quarter of an hour, less when the deploy is younger
 */
public record DeployEffect(RequestFigures before, RequestFigures after, long spanNanos) {
  private static final long FEWEST = 50;
  private static final long FEWEST_FAILURES = 3;
  private static final double DEVIATIONS = 3;
  private static final double SLOWER = 1.5;
  private static final double SLOWER_BY_NANOS = 50e6;

  /** What can be said of a deploy. */
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
    /** Fewer than {@value DeployEffect#FEWEST} requests on one of the sides. */
    TOO_FEW
  }

  /** The first that holds, failures before durations and worse before better. */
  public Verdict verdict() {
    if (after.failed() >= FEWEST_FAILURES && before.requests() > 0 && deviations() > DEVIATIONS) {
      return Verdict.FAILS_MORE;
    }
    if (after.requests() < FEWEST || before.requests() < FEWEST) {
      return Verdict.TOO_FEW;
    }
    if (slower(before, after)) {
      return Verdict.SLOWER;
    }
    if (deviations() < -DEVIATIONS) {
      return Verdict.FAILS_LESS;
    }
    return slower(after, before) ? Verdict.FASTER : Verdict.UNCHANGED;
  }

  /** The difference of the failed shares in standard deviations of a difference by chance. */
  private double deviations() {
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
        && later >= SLOWER * earlier
        && later - earlier >= SLOWER_BY_NANOS;
  }
}
