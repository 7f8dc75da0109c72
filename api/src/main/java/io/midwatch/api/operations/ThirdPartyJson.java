package io.midwatch.api.operations;

import io.midwatch.api.json.ValuePointJson;
import io.midwatch.query.operations.ThirdPartyRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One host outside, as its callers see it; {@code failing} is the failed share over the window. */
public record ThirdPartyJson(
    String host,
    long calls,
    long failed,
    long throttled,
    long timeouts,
    @Nullable Double p95Nanos,
    long callsBefore,
    long failedBefore,
    List<String> callers,
    List<ValuePointJson> failing) {
  public static ThirdPartyJson of(ThirdPartyRow row) {
    return new ThirdPartyJson(
        row.host(),
        row.calls(),
        row.failed(),
        row.throttled(),
        row.timeouts(),
        row.p95Nanos(),
        row.callsBefore(),
        row.failedBefore(),
        row.callers(),
        ValuePointJson.of(row.failing()));
  }
}
