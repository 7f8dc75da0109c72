package io.midwatch.query.operations;

import io.midwatch.query.window.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host outside, as its callers see it; {@code failing} is the failed share over the window. */
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
    List<ValuePoint> failing) {
  public ThirdPartyRow {
    callers = List.copyOf(callers);
    failing = List.copyOf(failing);
  }

  /** Failed calls now and in the period before. */
  public Change failures() {
    return new Change(failed, failedBefore);
  }
}
