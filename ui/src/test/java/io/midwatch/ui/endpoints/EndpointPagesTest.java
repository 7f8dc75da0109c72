package io.midwatch.ui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class EndpointPagesTest {
  private static final String CHECKOUT = "/services/shop/endpoints/post-v1-checkout-6953a991";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listBeginsWithTheMostTimeSpent() throws Exception {
    assertThat(pages.text("/endpoints"))
        .contains("4 endpoints, 2 failing")
        .contains("POST /v1/checkout shop server 5.02 /min failing 12.6 % 136 ms 5.05 s 5.05 s");
    assertThat(
            pages
                .json("/endpoints.json?sort=-requests&q=shop")
                .at("/shown/rows")
                .valueStream()
                .map(row -> row.get("endpoint").asString()))
        .containsExactly("POST /v1/checkout", "GET /v1/search");
    assertThat(pages.html("/endpoints.csv")).contains("\r\nshop,POST /v1/checkout,server,301,38,");
  }

  @Test
  void endpointSaysHowLongRequestsTakeNowAndBefore() throws Exception {
    assertThat(pages.html("/endpoints")).contains("href=\"" + CHECKOUT + "\"");

    assertThat(pages.text(CHECKOUT))
        .contains("12.6 % of 301 requests failed, 0 % in the window before.")
        .contains("Half were answered within 136 ms, 95 % within 5.05 s (before 158 ms)")
        .contains("2.41.0 51 failing 74.5 %");
    assertThat(pages.html(CHECKOUT + ".csv")).contains("\r\n2.40.3,", "\r\n2.41.0,");
  }

  @Test
  void latencyMapHoldsEveryRequestOfItsWholeSteps() throws Exception {
    JsonNode latency = pages.json(CHECKOUT + ".json").at("/detail/latency/columns");

    assertThat(
            latency
                .valueStream()
                .flatMap(column -> column.get("counts").valueStream())
                .mapToLong(JsonNode::asLong)
                .sum())
        .as("the first step begins before the window and has at most five more")
        .isBetween(301L, 306L);
    assertThat(pages.html(CHECKOUT)).contains("class=\"h7\"", "Requests by duration over time");
    assertThat(pages.text(CHECKOUT + "?tenant=northwind"))
        .contains("The latency map is not split by tenant.");
  }

  @Test
  void slowestTracesAreThoseBeyondThe95thPercentile() throws Exception {
    String link = "/traces?service=shop&amp;endpoint=POST%20/v1/checkout&amp;min=5052ms";
    assertThat(pages.html(CHECKOUT)).contains(link);

    JsonNode rows =
        pages.json(link.replace("&amp;", "&").replace("/traces?", "/traces.json?")).get("rows");
    assertThat(rows.size()).isEqualTo(38);
  }

  @Test
  void endpointSaysWhomItsRequestsWaitForAndTheSlowOnesMore() throws Exception {
    assertThat(pages.text(CHECKOUT))
        .contains(
            "Where its time goes who its requests wait for a sample: 40 of 301 requests; slow: 38 from p95 on")
        .containsPattern("payments call 1 \\d\\d.* % 9\\d.* % orders postgresql ")
        .contains("webhooks.out queue 1 ", "nobody: its own work ");
    assertThat(pages.html(CHECKOUT))
        .contains("href=\"/services/payments\"", "href=\"/queues/webhooks.out\"");

    JsonNode split = pages.json(CHECKOUT + ".json").at("/timing/split");
    long parts =
        split.get("parts").valueStream().mapToLong(part -> part.get("nanos").asLong()).sum();
    assertThat(parts).isLessThan(split.get("totalNanos").asLong());
  }

  @Test
  void slowRequestsAreComparedWithTheUsualOnes() throws Exception {
    String text = pages.text(CHECKOUT);

    assertThat(text)
        .contains("38 slow, 263 usual")
        .contains("error.type 502 100 % 0 %", "service.version 2.41.0 100 % 4.9 %");
    String link =
        "/traces?service=shop&amp;endpoint=POST%20/v1/checkout&amp;min=5052ms&amp;q=service.version:%222.41.0%22";
    assertThat(pages.html(CHECKOUT)).contains(link);
    assertThat(
            pages
                .json(link.replace("&amp;", "&").replace("/traces?", "/traces.json?"))
                .get("rows")
                .size())
        .isEqualTo(38);
  }

  @Test
  void timingIsThatOfTheTenant() throws Exception {
    JsonNode all = pages.json(CHECKOUT + ".json").at("/timing/slow");
    JsonNode one = pages.json(CHECKOUT + ".json?tenant=kestrel").at("/timing/slow");

    assertThat(one.get("usual").asLong()).isBetween(1L, all.get("usual").asLong() - 1);
  }
}
