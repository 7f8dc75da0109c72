package io.midwatch.ui.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.UiTestApplication;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PageTest
class ErrorPagesTest {
  @Autowired MockMvc mvc;

  @Test
  void inboxSaysWhatStruckWhereHowOftenAndWhom() throws Exception {
    JsonNode first = json("/errors.json").get("rows").get(0);
    String html = page("/errors");

    assertThat(first.path("figures").path("count").asLong()).isPositive();
    assertThat(html)
        .contains("href=\"/errors/" + id() + "\"", "How often", "Getting worse?", "Who is affected")
        .contains("<td>");
    assertThat(html.split("<tr data-row", -1)).hasSizeGreaterThan(1);
  }

  @Test
  void tabsCountTheStatesAndNarrowTheList() throws Exception {
    JsonNode all = json("/errors.json");
    long inTabs = all.path("tabs").valueStream().mapToLong(tab -> tab.path("count").asLong()).sum();

    assertThat(inTabs).isEqualTo(all.path("total").asLong());
    assertThat(json("/errors.json?state=resolved").path("rows")).isEmpty();
    assertThat(page("/errors?state=resolved")).contains("matches.");
  }

  @Test
  void oneErrorShowsItsTracesTenantsAndStackTrace() throws Exception {
    String html = page("/errors/" + id());

    assertThat(html)
        .contains("It struck ", "aria-labelledby=\"h-who\"", "href=\"/traces/", "Stack trace")
        .doesNotContain("No trace of it is stored");
  }

  @Test
  void decisionIsKeptAndShown() throws Exception {
    String id = id();

    assertThat(decide(id, "resolve", "2.41.1").getRedirectedUrl()).isEqualTo("/errors/" + id);
    assertThat(page("/errors/" + id)).contains("resolved", "in 2.41.1", "Open again");
    decide(id, "quiet", "");
    assertThat(page("/errors/" + id)).contains("until it rises");
    decide(id, "reopen", "");
    assertThat(page("/errors/" + id)).doesNotContain("Open again").contains("ongoing");
  }

  @Test
  void unknownDecisionAndUnknownErrorAreNotFound() throws Exception {
    assertThat(decide(id(), "delete", "").getStatus()).isEqualTo(404);
    assertThat(decide("0123456789abcdef", "resolve", "").getStatus()).isEqualTo(404);
    assertThat(page("/errors/0123456789abcdef")).contains("It did not strike in ");
  }

  @Test
  void tooLongAVersionIsRefused() throws Exception {
    assertThat(decide(id(), "resolve", "2".repeat(201)).getStatus()).isEqualTo(400);
  }

  @Test
  void lostDecisionIsAConflict() throws Exception {
    assertThat(decide(id(), "resolve", UiTestApplication.CONTENDED).getStatus()).isEqualTo(409);
  }

  private String id() throws Exception {
    return json("/errors.json").get("rows").get(0).path("figures").path("id").asString();
  }

  private MockHttpServletResponse decide(String id, String decision, String version)
      throws Exception {
    return mvc.perform(post("/errors/" + id).param("decision", decision).param("version", version))
        .andReturn()
        .getResponse();
  }

  private JsonNode json(String path) throws Exception {
    return JsonMapper.shared().readTree(answer(get(path)).getContentAsByteArray());
  }

  private String page(String path) throws Exception {
    return answer(get(path)).getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse answer = mvc.perform(request).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer;
  }
}
