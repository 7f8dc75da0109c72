package io.midwatch.storage.contract.control;

import java.util.Map;

/**
 * A version of a service that went live.
 *
 * @param id unique; a sender that retries repeats it
 * @param service {@code namespace/name} or the name
 * @param environment empty when nothing was said
 * @param startTimeUnixNano when the first instance came up or the deploy was announced
 * @param origin how it became known
 * @param details what the sender said further: commit, url, author
 */
public record Deploy(
    String id,
    String service,
    String environment,
    String version,
    long startTimeUnixNano,
    Origin origin,
    Map<String, String> details) {
  /** How a deploy became known. */
  public enum Origin {
    /** A person or a pipeline said so. */
    ANNOUNCED,
    /** A version was seen in telemetry for the first time since another one. */
    OBSERVED
  }

  public Deploy {
    details = Map.copyOf(details);
    if (id.isBlank() || service.isBlank() || version.isBlank()) {
      throw new IllegalArgumentException("a deploy needs an id, a service and a version: " + id);
    }
  }
}
