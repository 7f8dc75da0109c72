package io.midwatch.insight.error;

import java.util.function.ToLongFunction;

/** Which bug comes first. */
public enum InboxOrder {
  /** Most failures that were not handled, then most handled ones. */
  COUNT(row ->
      (row.figures().count() - row.figures().handled()) * 1_000_000_000L
          + Math.min(999_999_999L, row.figures().handled())),
  /** Struck last. */
  LAST_SEEN(row -> row.figures().lastSeenUnixNano()),
  /** The newest bug. */
  FIRST_SEEN(InboxRow::firstSeenUnixNano),
  /** Most users. */
  USERS(row -> row.figures().users()),
  /** Most tenants. */
  TENANTS(row -> row.figures().tenants());

  private final ToLongFunction<InboxRow> value;

  InboxOrder(ToLongFunction<InboxRow> value) {
    this.value = value;
  }

  long value(InboxRow row) {
    return value.applyAsLong(row);
  }
}
