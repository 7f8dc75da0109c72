package io.midwatch.ui.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class SurroundingsPagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void serviceSaysWhatItCallsAsksAndSends() throws Exception {
    assertThat(pages.text("/services/shop"))
        .contains("No other service that sends spans calls it.")
        .contains("payments call 5.02 /min 12.6 % 5.01 s")
        .contains("orders postgresql 16.4 /min 0 % 1.9 ms")
        .contains(
            "SELECT * FROM order_line WHERE order_id = ? AND note &lt;&gt; ? orders 11.4 /min")
        .contains("webhooks.out sends activemq 5.02 /min 0 % 2 ms")
        .contains("2.41.0 11-17 03:03 production first seen");
    assertThat(pages.html("/services/shop"))
        .contains(
            "href=\"/services/payments\"",
            "href=\"/databases/postgresql~orders\"",
            "href=\"/databases/postgresql~orders/statements/ae8d3f0bf2a33e5e\"",
            "href=\"/queues/webhooks.out\"",
            "href=\"/deploys?q=shop\"");

    JsonNode around = pages.json("/services/shop.json").get("around");
    assertThat(names(around.get("callees"), "server")).containsExactly("payments");
    assertThat(names(around.get("databases"), "database")).containsExactly("orders");
    assertThat(names(around.get("queues"), "destination")).containsExactly("webhooks.out");
    assertThat(names(around.get("deploys"), "version")).containsExactly("2.41.0", "2.40.3");
  }

  @Test
  void serviceSaysWhoCallsItAndWhichHostsOutsideItCalls() throws Exception {
    assertThat(pages.text("/services/payments"))
        .contains("Who calls it 1 caller")
        .contains("shop call 5.02 /min 12.6 % 5.01 s")
        .contains("acquira.example third party 5.02 /min 12.6 % 5 s")
        .contains("5.12.0 11-17 02:37 production announced");
    assertThat(pages.html("/services/payments"))
        .contains(
            "href=\"/services/shop\"",
            "href=\"/dependencies/acquira.example\"",
            "href=\"/deploys/build-712\"");
  }

  @Test
  void ofAnUnknownServiceNothingIsShown() throws Exception {
    assertThat(pages.text("/services/none?tenant=northwind"))
        .doesNotContain("Who calls it", "not split by tenant");
  }

  private static List<String> names(JsonNode rows, String field) {
    return rows.valueStream().map(row -> row.get(field).asString()).toList();
  }
}
