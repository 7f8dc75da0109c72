package io.midwatch.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class ExplorePagesTest {
  private static final String REQUESTS =
      "sum by (service) (increase(traces_spanmetrics_calls_total[10m]))";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void nothingAskedTeachesWhatMayBeAsked() throws Exception {
    assertThat(pages.text("/explore"))
        .contains("Ask in PromQL")
        .contains("rate(traces_spanmetrics_calls_total[5m])");
  }

  @Test
  void answersWithALineAndARowForEachSeries() throws Exception {
    String html = pages.html("/explore" + asking(REQUESTS));

    assertThat(html)
        .contains("data-from=\"")
        .contains("{service=&quot;shop&quot;}", "{service=&quot;payments&quot;}");
    JsonNode json = pages.json("/explore.json" + asking(REQUESTS));
    assertThat(json.get("series").asInt()).isEqualTo(3);
    assertThat(json.get("rows").get(0).get("values").size())
        .isEqualTo(json.at("/grid/size").asInt());
  }

  @Test
  void mistakesAreToldWithTheirPlace() throws Exception {
    assertThat(pages.text("/explore" + asking("sum(")))
        .contains("Not answered")
        .contains("1:5: parse error");
  }

  @Test
  void negativeValuesAreDrawnBelowZero() throws Exception {
    assertThat(pages.html("/explore" + asking("vector(-3)"))).contains(">−4</text>");
  }

  @Test
  void aQueryWithoutAnswerSaysSo() throws Exception {
    assertThat(pages.text("/explore" + asking("no_such_metric")))
        .contains("No series answers this");
  }

  @Test
  void hostileQueriesAreText() throws Exception {
    assertThat(pages.html("/explore" + asking("\"</textarea><img src=x onerror=1>\"")))
        .doesNotContain("<img");
  }

  @Test
  void csvHasALineForEachValue() throws Exception {
    assertThat(pages.html("/explore.csv" + asking("vector(2)")))
        .startsWith("series,time,value\r\n{},2026-11-17T02:1");
  }

  private static String asking(String query) {
    return "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
