package io.midwatch.derive.error;

import io.midwatch.derive.error.Failure.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one service of one trace that count just now, and what changed since it was last
 * asked. Not thread-safe.
 */
final class StandingCounts {
  /** Failures that can be told better later; a job that logs errors for hours has one trace. */
  static final int MOST = 10_000;

  private final List<Standing> standing = new ArrayList<>(2);
  private List<FailureChange> changes = new ArrayList<>(2);
  private @Nullable Failure entry;
  private String traceTenant = "";

  /** A failure that counts until it is taken back. */
  static final class Standing {
    private final Failure told;

    /** As it counts. */
    private Failure failure;

    private Standing(Failure told, Failure failure) {
      this.told = told;
      this.failure = failure;
    }
  }

  /**
   * Counts a failure as part of what the failed entry span was asked to do, and for the tenant of
   * the trace, as far as they are known. Beyond {@link #MOST} it counts as it is now, for good.
   */
  Standing count(Failure failure) {
    Standing counted = new Standing(failure, attributed(failure));
    if (standing.size() < MOST) {
      standing.add(counted);
    }
    changes.add(FailureChange.counts(counted.failure));
    return counted;
  }

  void takeBack(Standing counted) {
    standing.remove(counted);
    changes.add(FailureChange.takesBack(counted.failure));
  }

  /** Takes back what these told of. */
  void takeBack(Set<Source> sources) {
    for (Standing each : List.copyOf(standing)) {
      if (sources.contains(each.failure.source())) {
        takeBack(each);
      }
    }
  }

  /**
   * What counts in rows without an endpoint counts in those of the entry span; the first decides.
   */
  void attribute(Failure entrySpan) {
    if (entry != null) {
      return;
    }
    entry = entrySpan;
    attributeAnew();
  }

  /** What counts without a tenant counts for this one; the first decides. */
  void attribute(String tenant) {
    if (traceTenant.isEmpty() && !tenant.isEmpty()) {
      traceTenant = tenant;
      attributeAnew();
    }
  }

  private Failure attributed(Failure told) {
    return (entry == null ? told : told.within(entry)).ofTenant(traceTenant);
  }

  private void attributeAnew() {
    for (Standing each : standing) {
      Failure after = attributed(each.told);
      if (!after.equals(each.failure)) {
        changes.add(FailureChange.takesBack(each.failure));
        changes.add(FailureChange.counts(after));
        each.failure = after;
      }
    }
  }

  /** What changed since the last call, in order; the caller's own. */
  List<FailureChange> changes() {
    List<FailureChange> taken = changes;
    changes = new ArrayList<>(2);
    return taken;
  }
}
