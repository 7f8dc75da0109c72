package io.midwatch.storage.contract.control;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What people and tokens did, in order, never changed and never removed singly. The other ports
 * write an entry for each change by an {@link Actor#audited() audited} actor, in the change's own
 * transaction. Thread-safe; an entry is durable when the call returns.
 */
public interface AuditLog {
  /** Adds the next entry and returns it. */
  AuditEntry append(
      long timeUnixNano, Actor actor, String action, String target, Map<String, String> details);

  List<AuditEntry> entries(AuditQuery query);

  /** The sequence of the oldest kept entry that was tampered with or follows a gap. */
  OptionalLong firstBroken();
}
