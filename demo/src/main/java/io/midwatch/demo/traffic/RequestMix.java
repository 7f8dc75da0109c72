package io.midwatch.demo.traffic;

import io.midwatch.demo.tenants.Tenant;
import io.midwatch.demo.tenants.Tenants;
import io.midwatch.demo.tenants.Zipf;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What users do: 33 % look at the catalogue, 29 % at a product, 26 % check out, 5 % want a report,
 * 7 % upload an order file (one in 400 of which is broken). Tenants follow a Zipf law of exponent
 * 1, products one of 0.7.
 */
final class RequestMix {
  private static final int PRODUCTS = 400;
  private static final List<String> CATEGORIES =
      List.of("tools", "garden", "office", "kitchen", "workshop");

  private final Zipf tenants = new Zipf(Tenants.all().size(), 1.0);
  private final Zipf products = new Zipf(PRODUCTS, 0.7);
  private final RandomGenerator random;

  RequestMix(RandomGenerator random) {
    this.random = random;
  }

  /** The next request. */
  Request next() {
    Tenant tenant = Tenants.all().get(tenants.next(random));
    String user = tenant.user(random.nextInt(tenant.users()));
    int dice = random.nextInt(100);
    if (dice < 33) {
      String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
      return get(tenant, user, "/v1/catalogue?category=" + category);
    } else if (dice < 62) {
      return get(tenant, user, "/v1/products/" + product());
    } else if (dice < 88) {
      return new Request(tenant.id(), user, "/v1/checkout", "application/json", order());
    } else if (dice < 93) {
      return get(tenant, user, "/v1/reports/" + (random.nextBoolean() ? "by-category" : "by-day"));
    }
    return new Request(tenant.id(), user, "/v1/imports", "application/xml", orderFile(tenant));
  }

  private static Request get(Tenant tenant, String user, String path) {
    return new Request(tenant.id(), user, path, null, "");
  }

  private int product() {
    return 1 + products.next(random);
  }

  private String order() {
    int first = product();
    int second = 1 + (first + random.nextInt(PRODUCTS - 1)) % PRODUCTS;
    String lines = line(first);
    return "{\"lines\":[" + (random.nextInt(3) == 0 ? lines + "," + line(second) : lines) + "]}";
  }

  private String line(int product) {
    return "{\"productId\":" + product + ",\"quantity\":" + (1 + random.nextInt(4)) + "}";
  }

  private String orderFile(Tenant tenant) {
    var xml = new StringBuilder("<orders customer=\"" + tenant.id() + "\">");
    int orders = 2 + random.nextInt(6);
    for (int i = 0; i < orders; i++) {
      xml.append("\n  <order user=\"")
          .append(tenant.user(random.nextInt(tenant.users())))
          .append("\">");
      int lines = 1 + random.nextInt(5);
      for (int j = 0; j < lines; j++) {
        xml.append("<line product=\"")
            .append(product())
            .append("\" quantity=\"")
            .append(1 + random.nextInt(20))
            .append("\"/>");
      }
      xml.append("</order>");
    }
    return random.nextInt(400) == 0 ? xml.toString() : xml.append("\n</orders>").toString();
  }
}
