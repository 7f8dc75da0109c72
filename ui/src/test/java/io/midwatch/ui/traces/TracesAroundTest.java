package io.midwatch.ui.traces;

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
class TracesAroundTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void aValueNarrowsTheSearchAndIsTakenBackAgain() throws Exception {
    JsonNode endpoints = group(pages.json("/traces.json?failed=on"), "Endpoint");
    JsonNode first = endpoints.get("choices").get(0);
    assertThat(first.get("spans").asLong()).isPositive();
    String narrowed = first.get("href").asString();
    assertThat(narrowed).contains("endpoint=", "failed=on");

    JsonNode there = group(pages.json(narrowed.replace("/traces?", "/traces.json?")), "Endpoint");
    assertThat(there.get("choices").size()).isEqualTo(1);
    JsonNode chosen = there.get("choices").get(0);
    assertThat(chosen.get("spans")).isEqualTo(first.get("spans"));
    assertThat(chosen.get("chosen").asBoolean()).isTrue();
    assertThat(chosen.get("href").asString()).isEqualTo("/traces?failed=on");
  }

  @Test
  void whatADurationOfTracesDoesNotNarrowSaysSo() throws Exception {
    assertThat(pages.text("/traces")).contains("Narrow down").doesNotContain("any duration");
    for (String narrowed : List.of("min=1us", "max=1m")) {
      assertThat(pages.text("/traces?" + narrowed))
          .contains("by matching spans, of traces of any duration");
    }
  }

  @Test
  void fewTracesAreAllDrawnWhereTheyRan() throws Exception {
    JsonNode page = pages.json("/traces.json?tenant=kestrel&failed=on");
    JsonNode around = page.get("around");

    assertThat(around.get("whole").asBoolean()).isTrue();
    assertThat(around.at("/scatter/points").size()).isEqualTo(page.get("rows").size());
    assertThat(around.at("/scatter/points").valueStream())
        .allMatch(point -> point.get("failed").asBoolean());
    assertThat(pages.text("/traces?tenant=kestrel&failed=on")).contains("all 6 traces");
  }

  @Test
  void manyTracesAreDrawnFromAllOverTheWindow() throws Exception {
    JsonNode around = pages.json("/traces.json").get("around");
    JsonNode points = around.at("/scatter/points");

    assertThat(around.get("whole").asBoolean()).isFalse();
    assertThat(points.size()).isBetween(40, 64);
    assertThat(points.valueStream().map(point -> share(point) / 25).distinct())
        .as("quarters of the window")
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(pages.text("/traces")).contains("traces from all over the window");
  }

  @Test
  void nothingFoundHasNothingAround() throws Exception {
    assertThat(pages.json("/traces.json?q=nosuch").get("around").isNull()).isTrue();
    assertThat(pages.html("/traces?q=nosuch")).doesNotContain("Narrow down");
  }

  private static JsonNode group(JsonNode page, String name) {
    return page.at("/around/groups")
        .valueStream()
        .filter(group -> group.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int share(JsonNode point) {
    return (int) Double.parseDouble(point.get("x").asString().replace("%", ""));
  }
}
