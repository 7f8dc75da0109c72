package io.midwatch.demo.tenants;

import java.util.Optional;

/**
 * A customer of the shop.
 *
 * @param id lower-case name without spaces, as it appears in {@code tenant.id}
 * @param users how many of its people use the shop, at least 1
 * @param takesWebhooks whether it runs a server that wants to hear of its orders
 */
public record Tenant(String id, int users, boolean takesWebhooks) {
  public Tenant {
    if (!id.matches("[a-z][a-z0-9-]*") || users < 1) {
      throw new IllegalArgumentException(
          "A tenant needs a simple id and at least one user: " + id + ", " + users);
    }
  }

  /**
   * Host name of its webhook server, for example {@code hooks.globex.example}; empty when it has
   * none.
   */
  public Optional<String> webhookHost() {
    return takesWebhooks ? Optional.of("hooks." + id + ".example") : Optional.empty();
  }

  /**
   * Id of one of its users, for example {@code globex-u17}; {@code index} is in {@code [0, users)}.
   */
  public String user(int index) {
    return id + "-u" + index;
  }
}
