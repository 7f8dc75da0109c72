package io.midwatch.storage.contract.control;

import io.midwatch.storage.contract.query.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Find audit entries, newest first.
 *
 * @param actor exact name, null for everyone
 * @param action exact action, or a prefix ending in a dot ({@code silence.}), null for all
 * @param target exact target, null for all
 * @param before only entries with a smaller sequence, null to start at the newest
 * @param limit 1 to {@link #MAX_LIMIT}
 */
public record AuditQuery(
    TimeRange range,
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable Long before,
    int limit) {
  public static final int MAX_LIMIT = 1_000;

  public AuditQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ": " + limit);
    }
  }

  public static AuditQuery newest(int limit) {
    return new AuditQuery(TimeRange.ALL, null, null, null, null, limit);
  }

  public AuditQuery by(String name) {
    return new AuditQuery(range, name, action, target, before, limit);
  }

  public AuditQuery doing(String what) {
    return new AuditQuery(range, actor, what, target, before, limit);
  }

  public AuditQuery on(String what) {
    return new AuditQuery(range, actor, action, what, before, limit);
  }

  public AuditQuery before(long sequence) {
    return new AuditQuery(range, actor, action, target, sequence, limit);
  }

  public AuditQuery during(TimeRange when) {
    return new AuditQuery(when, actor, action, target, before, limit);
  }
}
