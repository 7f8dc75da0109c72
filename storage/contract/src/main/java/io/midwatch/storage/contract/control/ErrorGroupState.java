package io.midwatch.storage.contract.control;

import org.jspecify.annotations.Nullable;

/**
 * The state of one error group since its last change.
 *
 * @param groupId the group's fingerprint
 * @param revision 1 after the first change, then one more with each
 * @param assignee who looks after it, null for nobody
 * @param sinceUnixNano when the change was made
 * @param changedBy who made it
 * @param note what was said with it, empty when nothing
 */
public record ErrorGroupState(
    String groupId,
    long revision,
    ErrorState state,
    @Nullable String assignee,
    long sinceUnixNano,
    Actor changedBy,
    String note) {
  public ErrorGroupState {
    if (groupId.isBlank()) {
      throw new IllegalArgumentException("an error group needs an id");
    }
  }
}
