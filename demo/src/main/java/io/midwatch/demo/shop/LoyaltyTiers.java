package io.midwatch.demo.shop;

import java.util.Map;
import java.util.Optional;

/**
 * Loyalty discounts by customer group. This is the demo's bad release: three of the ten groups were
 * forgotten in the table, so that checkout fails for three users in ten.
 */
final class LoyaltyTiers {
  private static final int GROUPS = 10;
  private static final Map<Integer, Integer> PERCENT_BY_GROUP =
      Map.of(0, 0, 1, 0, 2, 2, 3, 2, 4, 3, 5, 5, 6, 5);

  private LoyaltyTiers() {}

  /**
   * Discount of the user in percent.
   *
   * @throws IllegalStateException when the user's group has no tier
   */
  static int discountPercent(String user) {
    int group = Math.floorMod(user.hashCode() * 31 + (user.hashCode() >>> 7), GROUPS);
    return Optional.ofNullable(PERCENT_BY_GROUP.get(group))
        .orElseThrow(
            () -> new IllegalStateException("No loyalty tier for customer group " + group));
  }
}
