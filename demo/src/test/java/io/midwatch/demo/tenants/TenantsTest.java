package io.midwatch.demo.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantsTest {
  @Test
  void thereAreFortyDifferentTenants() {
    assertThat(Tenants.all()).hasSize(40);
    assertThat(Tenants.all().stream().map(Tenant::id)).doesNotHaveDuplicates();
  }

  @Test
  void findsByIdAndKnowsWebhookHosts() {
    assertThat(Tenants.find("northwind").orElseThrow().webhookHost())
        .contains("hooks.northwind.example");
    assertThat(Tenants.find("initech").orElseThrow().webhookHost()).isEmpty();
    assertThat(Tenants.find("nobody")).isEmpty();
  }
}
