package io.midwatch.model.semconv;

import java.util.List;

/**
 * Which attribute keys name the tenant and the user, first match wins. Each list is tried whole on
 * the span, then on the log record, then on the resource.
 */
public record IdentityKeys(List<String> tenantKeys, List<String> userKeys) {

  public static final IdentityKeys DEFAULT =
      new IdentityKeys(
          List.of(
              "tenant.id",
              "app.tenant.id",
              "tenant",
              "account.id",
              "org.id",
              "organization.id",
              "customer.id"),
          List.of("enduser.id", "user.id", "user.name", "enduser.pseudo.id", "session.id"));

  public IdentityKeys {
    tenantKeys = List.copyOf(tenantKeys);
    userKeys = List.copyOf(userKeys);
  }
}
