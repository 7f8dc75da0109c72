package io.midwatch.api.overview;

import io.midwatch.api.json.FiguresJson;
import io.midwatch.api.json.Nanos;
import io.midwatch.api.json.RequestPointJson;
import io.midwatch.query.overview.FailingNow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint that fails.
 *
 * @param trend failures of the window's last third over those of the third before, null when there
 *     were none before
 * @param tenants distinct tenants hit, a lower bound
 * @param users distinct users hit, a lower bound
 * @param recoveredUnixNano start of the first step in which it went well for good, null while it
 *     fails
 * @param exampleTraceId the newest failing trace, null when its spans are gone
 */
record FailingJson(
    String service,
    String endpoint,
    FiguresJson now,
    FiguresJson before,
    List<RequestPointJson> series,
    @Nullable Double trend,
    long tenants,
    long users,
    String sinceUnixNano,
    @Nullable String recoveredUnixNano,
    String errorType,
    String errorMessage,
    @Nullable String exampleTraceId) {
  static FailingJson of(FailingNow failing) {
    return new FailingJson(
        failing.service(),
        failing.endpoint(),
        FiguresJson.of(failing.now()),
        FiguresJson.of(failing.before()),
        RequestPointJson.of(failing.series()),
        failing.trend(),
        failing.tenants(),
        failing.users(),
        Nanos.text(failing.sinceUnixNano()),
        failing.recoveredUnixNano() == null ? null : Nanos.text(failing.recoveredUnixNano()),
        failing.errorType(),
        failing.errorMessage(),
        failing.exampleTraceId());
  }
}
