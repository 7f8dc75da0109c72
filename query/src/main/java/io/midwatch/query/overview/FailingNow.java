package io.midwatch.query.overview;

import io.midwatch.query.requests.Recovery;
import io.midwatch.query.requests.RequestFigures;
import io.midwatch.query.requests.RequestPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint that fails more than it may.
 *
 * @param trend failures of the later third of the window over those of the third before, as rates;
 *     null when there were none before, 0 when there are none any more
 * @param tenants distinct tenants its failed requests, or their traces, name: a lower bound
 * @param users distinct users likewise
 * @param sinceUnixNano start of the first step with a failure in the window
 * @param recoveredUnixNano start of the first step in which it went well for good, null while it
 *     fails ({@link Recovery})
 * @param errorType of an example, empty when it says none
 * @param errorMessage of an example, empty when it says none
 * @param exampleTraceId 32 hex digits of the newest failing trace, null when its spans are gone
 */
public record FailingNow(
    String service,
    String endpoint,
    RequestFigures now,
    RequestFigures before,
    List<RequestPoint> series,
    @Nullable Double trend,
    long tenants,
    long users,
    long sinceUnixNano,
    @Nullable Long recoveredUnixNano,
    String errorType,
    String errorMessage,
    @Nullable String exampleTraceId) {
  public FailingNow {
    series = List.copyOf(series);
  }

  /** The same with what the newest failing trace tells. */
  FailingNow withExample(String type, String message, String traceId) {
    return new FailingNow(
        service,
        endpoint,
        now,
        before,
        series,
        trend,
        tenants,
        users,
        sinceUnixNano,
        recoveredUnixNano,
        type,
        message,
        traceId);
  }
}
