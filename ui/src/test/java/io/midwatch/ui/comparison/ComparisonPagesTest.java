package io.midwatch.ui.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class ComparisonPagesTest {
  private static final String FAILED = "000000000000000100000000000003e8";

  private static final String ONE = "/traces/compare.json?a=" + FAILED;

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void open() {
    pages = new Pages(mvc);
  }

  @Test
  void aFailedTraceIsHeldAgainstAUsualOneOfItsEndpoint() throws Exception {
    JsonNode page = pages.json(ONE);
    String html = pages.html("/traces/compare?a=" + FAILED);

    assertThat(page.get("other").get("traceId").asString()).isNotEqualTo(FAILED);
    assertThat(page.get("other").get("errors").asInt()).isZero();
    assertThat(page.get("among").asInt()).isPositive();
    assertThat(page.get("sentence").asString()).contains("longer", "POST /charges of payments");
    assertThat(html)
        .contains("Usual", page.get("other").get("traceId").asString(), "nearest to the median");
  }

  @Test
  void theFileHoldsEveryPlaceInTheTree() throws Exception {
    String csv = pages.html("/traces/compare.csv?a=" + FAILED);

    assertThat(csv).startsWith("depth,service,operation,spans,other_spans,self_seconds,");
    assertThat(csv.split("\r\n")).hasSize(pages.json(ONE).get("all").asInt() + 1);
    assertThat(pages.html("/traces/compare?a=" + FAILED))
        .contains("href=\"/traces/compare.csv?a=" + FAILED + "\"");
  }

  @Test
  void theOtherTraceMayBeNamed() throws Exception {
    String usual = pages.json(ONE).get("other").get("traceId").asString();

    JsonNode page = pages.json("/traces/compare.json?a=" + usual + "&b=" + FAILED);

    assertThat(page.get("other").get("traceId").asString()).isEqualTo(FAILED);
    assertThat(page.get("sentence").asString()).contains("shorter").doesNotContain("failed");
    assertThat(pages.html("/traces/compare?a=" + usual + "&b=" + FAILED))
        .contains("The other", "failed in the other")
        .doesNotContain("nearest to the median");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffffffffffffffffffffffffffff", "%3Cscript%3E", "0"})
  void anUnknownOtherTraceIsSaid(String other) throws Exception {
    assertThat(pages.json(ONE + "&b=" + other).get("other").isNull()).isTrue();
    assertThat(pages.html("/traces/compare?a=" + FAILED + "&b=" + other))
        .contains("Nothing of the other trace is stored")
        .doesNotContain("Where they differ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=", "?a=ffffffffffffffffffffffffffffffff", "?a=x&b=" + FAILED})
  void withoutATraceThereIsNothingToCompare(String query) throws Exception {
    for (String form :
        new String[] {"/traces/compare", "/traces/compare.json", "/traces/compare.csv"}) {
      assertThat(mvc.perform(get(form + query)).andReturn().getResponse().getStatus())
          .as(form)
          .isEqualTo(404);
    }
  }

  @Test
  void whichTraceIsMeantMustBeSaid() throws Exception {
    assertThat(mvc.perform(get("/traces/compare")).andReturn().getResponse().getStatus())
        .isEqualTo(400);
  }
}
