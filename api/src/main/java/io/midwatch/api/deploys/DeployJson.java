package io.midwatch.api.deploys;

import io.midwatch.api.json.Nanos;
import io.midwatch.insight.deploy.DeployRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a service that went live.
 *
 * @param environment empty when nothing was said
 * @param origin announced, or observed: a version that was first seen at work
 * @param firstSeenUnixNano at work in the 30 days before, to 15 s; null when it was not
 * @param instances distinct ones at work, an estimate beyond a few hundred; 0 when none was named
 */
record DeployJson(
    String id,
    String service,
    String environment,
    String version,
    String startUnixNano,
    String origin,
    @Nullable String firstSeenUnixNano,
    long instances,
    Map<String, String> details) {
  static DeployJson of(DeployRow row) {
    Long seen = row.firstSeenUnixNano();
    return new DeployJson(
        row.id(),
        row.service(),
        row.environment(),
        row.version(),
        Nanos.text(row.startUnixNano()),
        row.announced() ? "announced" : "observed",
        seen == null ? null : Nanos.text(seen),
        row.instances(),
        row.details());
  }
}
