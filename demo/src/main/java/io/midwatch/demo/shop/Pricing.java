package io.midwatch.demo.shop;

import io.midwatch.demo.caller.Caller;
import io.midwatch.demo.caller.ManualSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Prices orders: list prices, and from the release with {@code demo.loyalty-discount} on, a loyalty
 * discount.
 */
@Service
class Pricing {
  private final Catalogue catalogue;
  private final boolean loyaltyDiscount;

  Pricing(Catalogue catalogue, @Value("${demo.loyalty-discount:false}") boolean loyaltyDiscount) {
    this.catalogue = catalogue;
    this.loyaltyDiscount = loyaltyDiscount;
  }

  /**
   * The order with its prices.
   *
   * @throws IllegalArgumentException when a product doesn't exist
   */
  Order.Priced price(Order order, Caller caller) {
    return ManualSpan.call("price order", span -> price(order, caller, span));
  }

  private Order.Priced price(Order order, Caller caller, Span span) {
    Map<Long, Product> products =
        catalogue
            .findAll(order.lines().stream().map(Order.Line::productId).distinct().toList())
            .stream()
            .collect(Collectors.toMap(Product::id, Function.identity()));
    int percent = loyaltyDiscount ? LoyaltyTiers.discountPercent(caller.user()) : 0;
    var priced = new ArrayList<Order.PricedLine>();
    long total = 0;
    for (Order.Line line : order.lines()) {
      Product product = products.get(line.productId());
      if (product == null) {
        throw new IllegalArgumentException("No product " + line.productId());
      }
      long cents = product.priceCents() * (100 - percent) / 100;
      priced.add(new Order.PricedLine(line.productId(), line.quantity(), cents));
      total += cents * line.quantity();
    }
    span.setAttribute("order.lines", priced.size()).setAttribute("order.total_cents", total);
    span.addEvent(
        "priced", Attributes.of(AttributeKey.longKey("discount.percent"), (long) percent));
    return new Order.Priced(priced, total);
  }
}
