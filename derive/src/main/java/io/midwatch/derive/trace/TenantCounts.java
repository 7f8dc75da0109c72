package io.midwatch.derive.trace;

import static io.midwatch.storage.contract.rollup.OperationsTables.TENANTS;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupSink;
import org.jspecify.annotations.Nullable;

/**
 * Counts SERVER and CONSUMER spans by tenant. Requests without one are counted under the empty
 * dimension, so that the rows add up to all requests.
 */
final class TenantCounts {
  private static final int REQUESTS = TENANTS.counter("requests");
  private static final int FAILED = TENANTS.counter("failed");
  private static final int USERS = TENANTS.sketch("users");
  private static final int FAILED_USERS = TENANTS.sketch("failed_users");

  /** Null when the span names none. */
  static @Nullable String user(CanonicalSpan span) {
    AttributeValue user = span.read(CanonicalField.USER);
    String text = user == null ? "" : user.text();
    return text.isEmpty() ? null : text;
  }

  void count(
      RollupSink sink,
      Party party,
      String tenant,
      long start,
      boolean failed,
      @Nullable String user,
      long times) {
    RollupCell cell = sink.cell(TENANTS, start, party.tenant(tenant));
    count(cell, times, failed);
    if (user != null) {
      cell.observe(USERS, user);
      if (failed) {
        cell.observe(FAILED_USERS, user);
      }
    }
  }

  /** From no tenant to this one; that its user was seen cannot be taken back. */
  void move(
      RollupSink sink,
      Party party,
      String tenant,
      long start,
      boolean failed,
      @Nullable String user,
      long times) {
    count(sink.cell(TENANTS, start, party.tenant("")), -times, failed);
    count(sink, party, tenant, start, failed, user, times);
  }

  private static void count(RollupCell cell, long amount, boolean failed) {
    cell.count(REQUESTS, amount);
    if (failed) {
      cell.count(FAILED, amount);
    }
  }
}
