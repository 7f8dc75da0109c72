package io.midwatch.ui.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class TracePagesTest {
  private static final String TRACE = "/traces/000000000000000100000000000003e8";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void open() {
    pages = new Pages(mvc);
  }

  @Test
  void columnsHoldEverySpanInTheOrderOfTheTree() throws Exception {
    JsonNode columns = pages.json(TRACE + "/columns.json");
    JsonNode page = pages.json(TRACE + ".json");

    for (String column : new String[] {"d", "t", "u", "o", "s", "n", "f", "h"}) {
      assertThat(columns.get(column).size()).as(column).isEqualTo(page.get("spans").asInt());
    }
    int at = page.get("selectedAt").asInt();
    assertThat(name(columns, at)).isEqualTo("POST /charges");
    assertThat(columns.get("f").get(at).asInt() & TraceColumns.FAILED).isPositive();
    assertThat(columns.get("u").get(at).asLong())
        .isEqualTo(page.get("selected").get("durationNanos").asLong() / 1000);
    assertThat(columns.get("d").get(0).asInt()).isZero();
  }

  @Test
  void columnsSayWhatIsFolded() throws Exception {
    JsonNode columns = pages.json(TRACE + "/columns.json");

    int folded = 0;
    for (int i = 0; i < columns.get("h").size(); i++) {
      if (columns.get("h").get(i).asInt() >= 0) {
        folded++;
        assertThat(name(columns, i)).isEqualTo("SELECT order_line");
        assertThat(columns.get("h").get(i).asInt()).isEqualTo(1);
      }
    }
    assertThat(folded).isEqualTo(12);
  }

  @Test
  void spanAtAPositionIsThePanelBesideTheWaterfall() throws Exception {
    JsonNode page = pages.json(TRACE + ".json");
    int of = page.get("spans").asInt();

    String html = pages.html(TRACE + "/spans/" + page.get("selectedAt").asInt() + "?of=" + of);

    assertThat(html)
        .startsWith("<section")
        .contains("data-span=\"" + page.get("selected").get("spanId").asString() + "\"")
        .contains("Read timed out", "card processor did not answer");
    assertThat(pages.html(TRACE + "/spans/1?of=" + of)).contains("SELECT * FROM order_line");
  }

  @Test
  void positionsOfAnotherStateOfTheTraceAreRefused() throws Exception {
    assertThat(mvc.perform(get(TRACE + "/spans/1?of=3")).andReturn().getResponse().getStatus())
        .isEqualTo(409);
    assertThat(
            mvc.perform(get("/traces/ffffffffffffffffffffffffffffffff/columns.json"))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(404);
  }

  private static String name(JsonNode columns, int at) {
    return columns.get("names").get(columns.get("n").get(at).asInt()).asString();
  }
}
