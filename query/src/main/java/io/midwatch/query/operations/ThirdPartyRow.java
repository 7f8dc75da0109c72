package io.midwatch.query.operations;

import io.midwatch.query.window.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host outside, as its callers see it.
 *
 * @param failing the failed share over the window
 * @param recoveredUnixNano start of the first step in which calls went well for good, null while
 *     they fail and when none failed
 */
public record ThirdPartyRow(
    String host,
    long calls,
    long failed,
    long throttled,
    long timeouts,
    @Nullable Double p95Nanos,
    long callsBefore,
    long failedBefore,
    List<String> callers,
    List<ValuePoint> failing,
    @Nullable Long recoveredUnixNano) {
  /** The share of failed calls from which a host is called failing. */
  public static final double FAILING = 0.05;

  public ThirdPartyRow {
    callers = List.copyOf(callers);
    failing = List.copyOf(failing);
  }

  /** Failed calls now and in the period before. */
  public Change failures() {
    return new Change(failed, failedBefore);
  }
}
