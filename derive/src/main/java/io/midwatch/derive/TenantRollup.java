package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.TENANTS;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupSink;

/**
 * SERVER and CONSUMER spans by tenant, as far as the span itself or its resource says it. Requests
 * without a tenant are counted under the empty dimension, so that the rows add up to all requests.
 */
final class TenantRollup implements SpanRollup {
  private static final int REQUESTS = TENANTS.counter("requests");
  private static final int FAILED = TENANTS.counter("failed");
  private static final int USERS = TENANTS.sketch("users");
  private static final int FAILED_USERS = TENANTS.sketch("failed_users");

  @Override
  public void derive(SpanFacts facts, RollupSink sink) {
    if (!facts.isRequest()) {
      return;
    }
    RollupCell cell =
        facts.cell(
            sink, TENANTS, facts.text(CanonicalField.TENANT), facts.service, facts.environment);
    String user = facts.text(CanonicalField.USER);
    cell.count(REQUESTS, 1);
    if (!user.isEmpty()) {
      cell.observe(USERS, user);
    }
    if (facts.failed) {
      cell.count(FAILED, 1);
      if (!user.isEmpty()) {
        cell.observe(FAILED_USERS, user);
      }
    }
  }
}
