package io.midwatch.ui.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class StatementPagesTest {
  private static final String LIST = "/databases/postgresql~orders/statements";
  private static final String ORDER_LINES =
      "SELECT * FROM order_line WHERE order_id = ? AND note <> ?";
  private static final String ONE = LIST + "/ae8d3f0bf2a33e5e";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void databaseShowsWhatItIsAsked() throws Exception {
    assertThat(pages.text("/databases/postgresql~orders"))
        .contains("What it is asked by time spent", "2 statements", "SELECT * FROM order_line");
    assertThat(pages.html("/databases/postgresql~orders")).contains("href=\"" + ONE);
  }

  @Test
  void listShowsStatementsWithoutTheirValuesTheMostTimeFirst() throws Exception {
    String text = pages.text(LIST);

    assertThat(text).contains("2 statements of orders");
    assertThat(text.indexOf("SELECT * FROM")).isPositive().isLessThan(text.indexOf("DELETE FROM"));
    assertThat(pages.text(LIST + "?q=delete"))
        .contains("DELETE FROM")
        .doesNotContain("SELECT * FROM");
    assertThat(pages.html(LIST + ".csv")).contains("," + ORDER_LINES + ",SELECT,order_line,");
    assertThat(pages.json(LIST + ".json").get("shown").get("total").asInt()).isEqualTo(2);
  }

  @Test
  void statementShowsTheRequestsThatAskItAndItsSlowestCalls() throws Exception {
    assertThat(pages.text(ONE))
        .contains("SELECT order_line", "0 % of ", "POST /v1/checkout shop", "Slowest calls");
    assertThat(pages.html(ONE))
        .contains("order_id = ? AND note &lt;&gt; ?", "span=", "/services/shop/endpoints/");
    assertThat(pages.html(ONE + ".csv")).contains("\r\nshop,POST /v1/checkout,");

    JsonNode detail = pages.json(ONE + ".json").get("detail");
    JsonNode endpoint = detail.get("endpoints").get(0);
    assertThat(detail.get("samples").size()).isEqualTo(5);
    assertThat(endpoint.get("calls").asLong())
        .isEqualTo(detail.get("row").get("now").get("requests").asLong());
  }

  @Test
  void endpointShowsWhatItsRequestsAsk() throws Exception {
    assertThat(pages.text("/services/shop/endpoints/post-v1-checkout-6953a991"))
        .contains("What it asks databases", "SELECT * FROM order_line");
    assertThat(pages.text("/services/payments/endpoints/post-payments-94c64d06"))
        .contains("POST /payments", "By version")
        .doesNotContain("What it asks databases");
  }

  @Test
  void statementNobodyAskedIsSaidSoAndHasNoFigures() throws Exception {
    assertThat(pages.text(LIST + "/none")).contains("Nobody asked this in");
    assertThat(pages.text("/databases/none/statements")).contains("Nobody asked this database");
    mvc.perform(get(LIST + "/none.json")).andExpect(status().isNotFound());
    mvc.perform(get(LIST + "/none.csv")).andExpect(status().isNotFound());
  }
}
