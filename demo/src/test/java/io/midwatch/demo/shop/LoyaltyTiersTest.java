package io.midwatch.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.demo.tenants.Tenant;
import io.midwatch.demo.tenants.Tenants;
import io.midwatch.demo.tenants.Zipf;
import org.junit.jupiter.api.Test;

class LoyaltyTiersTest {
  @Test
  void failsForThirtyPercentOfTheTraffic() {
    var zipf = new Zipf(Tenants.all().size(), 1.0);
    double failing = 0;
    for (int rank = 0; rank < Tenants.all().size(); rank++) {
      Tenant tenant = Tenants.all().get(rank);
      int hit = 0;
      for (int user = 0; user < tenant.users(); user++) {
        hit += fails(tenant.user(user)) ? 1 : 0;
      }
      failing += zipf.share(rank) * hit / tenant.users();
    }
    assertThat(failing).isCloseTo(0.30, within(0.05));
  }

  private static boolean fails(String user) {
    try {
      return LoyaltyTiers.discountPercent(user) < 0;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
