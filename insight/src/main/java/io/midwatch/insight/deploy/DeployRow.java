package io.midwatch.insight.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a service that went live.
 *
 * @param environment empty when nothing was said
 * @param startUnixNano when it was announced for, else when it was first seen at work
 * @param announced whether a person or a pipeline said so; else it is a version that was first seen
 * @param firstSeenUnixNano at work in the last 30 days, to 15 s; null when it was not
 * @param instances at work in that time; 0 when none was named
 * @param details what the sender said further: commit, url, author
 */
public record DeployRow(
    String id,
    String service,
    String environment,
    String version,
    long startUnixNano,
    boolean announced,
    @Nullable Long firstSeenUnixNano,
    long instances,
    Map<String, String> details) {
  public DeployRow {
    details = Map.copyOf(details);
  }
}
