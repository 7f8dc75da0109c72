package io.midwatch.ui.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class TenantPagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listSaysWhoIsAffectedHowMuchOfTheirOwnAndSinceWhen() throws Exception {
    assertThat(pages.text("/tenants"))
        .contains("5 tenants, 5 with failed requests")
        .contains("northwind failing 38 10.4 % ↗ new 0 % 18 of 114")
        .contains("68 requests, 0 of them failed, named no tenant");
  }

  @Test
  void countOfRequestsLeadsToTheirTraces() throws Exception {
    assertThat(pages.html("/tenants")).contains("href=\"/traces?failed=on&amp;tenant=kestrel\"");

    assertThat(pages.json("/traces.json?tenant=kestrel&failed=on").get("rows").size()).isEqualTo(6);
  }

  @Test
  void listIsSearchedOrderedAndCut() throws Exception {
    JsonNode shown = pages.json("/tenants.json?q=R&sort=-requests&rows=2").get("shown");

    assertThat(shown.get("matching").asInt()).isEqualTo(5);
    assertThat(shown.get("rows").valueStream().map(row -> row.at("/now/tenant").asString()))
        .containsExactly("northwind", "juniper");
    assertThat(pages.text("/tenants?q=nosuch")).contains("No tenant has “nosuch” in its name.");
    assertThat(pages.text("/tenants?rows=2")).contains("2 of 5 tenants shown Show 60 more");
  }

  @Test
  void csvHoldsEveryTenantWithoutFormulas() throws Exception {
    assertThat(pages.html("/tenants.csv?sort=name&rows=1"))
        .startsWith("tenant,requests,failed,users,")
        .contains("\r\nkestrel,198,12,53,6,")
        .hasLineCount(6);
  }

  @Test
  void tenantStandsBesideEveryone() throws Exception {
    assertThat(pages.text("/tenants/northwind"))
        .contains("10.4 % of its 366 requests failed, 0 % in the window before.")
        .contains("It makes 37.7 % of all requests. 38 requests of others failed too.")
        .contains("POST /v1/checkout shop 132 failing 14.4 % 12.6 %");
    assertThat(pages.html("/tenants/northwind.csv")).contains("shop,POST /v1/checkout,132,19,");
  }

  @Test
  void hostileTenantHasAPageOfItsOwn() throws Exception {
    String list = pages.html("/tenants");
    assertThat(list).contains("/tenants/img-src-x-onerror-alert-1-63b586b4");

    assertThat(pages.html("/tenants/img-src-x-onerror-alert-1-63b586b4"))
        .contains("<h1>&lt;img src=x onerror=alert(1)&gt;</h1>")
        .contains("of its 70\u00A0requests failed");
  }

  @Test
  void tenantWithoutRequestsSaysSo() throws Exception {
    assertThat(pages.text("/tenants/nobody"))
        .contains("It made no request in this window nor in the window before.", "Widen to 6 h");
  }

  @Test
  void usersOfATenantStandBesideWhatTheySuffer() throws Exception {
    assertThat(pages.html("/tenants/kestrel")).contains("href=\"/tenants/kestrel/users\"");
    JsonNode page = pages.json("/tenants/kestrel/users.json");
    JsonNode tenant = pages.json("/tenants/kestrel.json").at("/detail/change/now");
    List<JsonNode> rows = page.at("/shown/rows").valueStream().toList();

    assertThat(page.get("failing").asLong()).isEqualTo(tenant.get("failedUsers").asLong());
    assertThat(page.at("/shown/total").asLong()).isEqualTo(tenant.get("users").asLong());
    assertThat(rows.getFirst().get("failed").asLong()).isPositive();
    assertThat(rows)
        .isSortedAccordingTo(Comparator.comparingLong(row -> -row.get("failed").asLong()));
    String user = rows.getFirst().get("user").asString();
    String html = pages.html("/tenants/kestrel/users");
    String link = "/traces?q=user:%22" + user + "%22&amp;failed=on&amp;tenant=kestrel";
    assertThat(html).contains(link);
    assertThat(
            pages
                .json(link.replace("&amp;", "&").replace("/traces?", "/traces.json?"))
                .get("rows")
                .size())
        .isEqualTo(rows.getFirst().get("failed").asInt());
    assertThat(pages.html("/tenants/kestrel/users.csv?q=" + user))
        .startsWith("user,requests,failed,p95_seconds\r\n" + user + ",");
  }

  @Test
  void tenantWhoseRequestsNameNobodyLearnsHowTo() throws Exception {
    assertThat(pages.text("/tenants/nobody/users"))
        .contains("No request of this tenant named a user in")
        .contains("user.id");
    assertThat(pages.text("/tenants/kestrel/users?q=nosuch"))
        .contains("No user here has “nosuch” in its name.");
  }
}
