package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.TENANTS;

import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * SERVER and CONSUMER spans by tenant, as far as the span itself or its resource says it. Requests
 * without a tenant are counted under the empty dimension, so that the rows add up to all requests.
 */
final class TenantRollup implements SpanRollup {
  private static final int REQUESTS = TENANTS.counter("requests");
  private static final int FAILED = TENANTS.counter("failed");
  private static final int USERS = TENANTS.sketch("users");
  private static final int FAILED_USERS = TENANTS.sketch("failed_users");
  private static final int MOST_SERVICES = 1024;
  private static final int MOST_TENANTS = 8192;

  /** Of each service and environment, for their spans share other facts in many ways. */
  private final Map<List<String>, KeyMemo> keys = new ConcurrentHashMap<>();

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    if (!facts.isRequest()) {
      return null;
    }
    KeyMemo tenants = tenants(facts.service, facts.environment);
    return (span, sink) -> {
      String tenant = FieldValue.text(span.read(CanonicalField.TENANT));
      RollupCell cell = sink.cell(TENANTS, span.startTimeUnixNano(), tenants.of(tenant));
      String user = FieldValue.text(span.read(CanonicalField.USER));
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
    };
  }

  private KeyMemo tenants(String service, String environment) {
    if (keys.size() > MOST_SERVICES) {
      keys.clear();
    }
    return keys.computeIfAbsent(
        List.of(service, environment),
        _ -> new KeyMemo(MOST_TENANTS, tenant -> RollupKey.ofTexts(tenant, service, environment)));
  }
}
