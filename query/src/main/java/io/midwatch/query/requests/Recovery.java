package io.midwatch.query.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When something that failed stopped failing: since the last step that was surely over the limit it
 * has not been over it, and so much went well that at the share that failed before it would be
 * chance in less than one of a hundred cases. Few attempts, or none, are no recovery. Pure.
 */
public final class Recovery {
  private static final double SURELY_OVER = 0.05;
  private static final double CHANCE = 0.01;

  private Recovery() {}

  /** What happened in one step of time; steps without an attempt may be absent. */
  public record Step(long startUnixNano, long attempts, long failed) {
    private static Step sum(List<Step> steps) {
      return new Step(
          steps.isEmpty() ? 0 : steps.getFirst().startUnixNano,
          steps.stream().mapToLong(Step::attempts).sum(),
          steps.stream().mapToLong(Step::failed).sum());
    }

    private double share() {
      return attempts == 0 ? 0 : Math.min(1, (double) failed / attempts);
    }

    /** Chernoff's bound for so many failures or more (fewer) where that share is the rule. */
    private double chanceAt(double share) {
      return Math.exp(-attempts * divergence(share(), share));
    }

    private boolean isOver(double limit) {
      return share() > limit && chanceAt(limit) < SURELY_OVER;
    }
  }

  /** {@link #startUnixNano} of requests. */
  public static @Nullable Long ofRequests(List<RequestPoint> series) {
    List<Step> steps =
        series.stream()
            .map(point ->
                new Step(
                    point.startUnixNano(), point.figures().requests(), point.figures().failed()))
            .toList();
    return startUnixNano(steps, RequestFigures.FAILING);
  }

  /**
   * Start of the first step that went well for good.
   *
   * @param steps in order of time
   * @param limit share of failures from which it is called failing, above 0 and below 1
   * @return null while it fails, when it never failed, and when it is too early to tell
   */
  public static @Nullable Long startUnixNano(List<Step> steps, double limit) {
    int last = lastFailing(steps, limit);
    if (last < 0 || last == steps.size() - 1) {
      return null;
    }
    Step before = Step.sum(steps.subList(firstFailing(steps), last + 1));
    Step after = Step.sum(steps.subList(last + 1, steps.size()));
    boolean well =
        after.share() < before.share()
            && !after.isOver(limit)
            && after.chanceAt(before.share()) < CHANCE;
    return well ? after.startUnixNano : null;
  }

  /** What was before its first failure is not held against it. */
  private static int firstFailing(List<Step> steps) {
    int first = 0;
    while (steps.get(first).failed() == 0) {
      first++;
    }
    return first;
  }

  /** The last step over the limit; the last with a failure where each alone could be chance. */
  private static int lastFailing(List<Step> steps, double limit) {
    int failing = -1;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).isOver(limit)) {
        return i;
      }
      if (failing < 0 && steps.get(i).failed() > 0) {
        failing = i;
      }
    }
    return failing;
  }

  /** Of Kullback and Leibler, between two shares, in nats. */
  private static double divergence(double seen, double rule) {
    double failed = seen == 0 ? 0 : seen * Math.log(seen / rule);
    double well = seen == 1 ? 0 : (1 - seen) * Math.log((1 - seen) / (1 - rule));
    return failed + well;
  }
}
