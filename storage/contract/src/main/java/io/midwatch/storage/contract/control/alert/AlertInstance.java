package io.midwatch.storage.contract.control.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert as last evaluated; everything that must survive a restart.
 *
 * @param annotations expanded at the last evaluation
 * @param value of the rule's expression at the last evaluation that had one
 * @param activeSinceUnixNano since when the condition holds without a break ({@code ActiveAt})
 * @param evaluatedUnixNano when it was last evaluated
 * @param notifiedUnixNano when it was last handed to notification, null for never
 */
public record AlertInstance(
    AlertKey key,
    Map<String, String> annotations,
    AlertPhase phase,
    double value,
    long activeSinceUnixNano,
    long evaluatedUnixNano,
    @Nullable Long notifiedUnixNano) {
  public AlertInstance {
    annotations = Map.copyOf(annotations);
  }
}
