package io.midwatch.ui.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import io.midwatch.ui.shell.Link;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class SearchTest {
  @Autowired MockMvc mvc;

  @Test
  void offersEveryKindOfThingAndItsPageAnswers() throws Exception {
    Pages pages = new Pages(mvc);
    List<JsonNode> entries =
        pages.json("/search.json?env=production").get("entries").valueStream().toList();

    assertThat(entries)
        .extracting(entry -> entry.get("kind").asString())
        .contains("Service", "Endpoint", "Database", "Queue", "Third party", "Tenant");
    for (JsonNode entry : entries) {
      String url = entry.get("url").asString();
      assertThat(url).startsWith("/").contains("env=production");
      assertThat(pages.html(url)).contains("<main id=\"main\"");
    }
  }

  @Test
  void aTenantHidesNothingFromThePalette() throws Exception {
    Pages pages = new Pages(mvc);

    assertThat(pages.json("/search.json?tenant=kestrel").get("entries").size())
        .isEqualTo(pages.json("/search.json").get("entries").size());
  }

  @Test
  void findsByPartsOfNamesAndSaysWhenNothingIsThere() throws Exception {
    Pages pages = new Pages(mvc);

    assertThat(names(pages, "q=CHECKOUT%20post")).containsExactly("POST /v1/checkout");
    assertThat(pages.text("/search?q=checkout%20post"))
        .contains("Found in this window", "POST /v1/checkout");
    assertThat(pages.text("/search?q=nobody-%3Cb%3E"))
        .contains("Nothing found", "Nothing of this window has");
    assertThat(pages.text("/search")).contains("Search", "pages");
  }

  @Test
  void idsAreOfferedFirst() throws Exception {
    Pages pages = new Pages(mvc);
    String trace = "00000000000000010000000000000001";

    assertThat(names(pages, "q=" + trace)).startsWith(trace);
    assertThat(names(pages, "q=0000000000000001")).startsWith("0000000000000001");
  }

  @ParameterizedTest
  @CsvSource({
    "q=00000000000000010000000000000ABC&env=production,"
        + "/traces/00000000000000010000000000000abc?env=production",
    "q=00000000000000ab, /errors/00000000000000ab",
    "q=%20Northwind%20, /tenants/northwind",
    "q=v1&tenant=kestrel, /search?tenant=kestrel&q=v1",
    "q=nobody, /search?q=nobody",
    "q=, /search"
  })
  void goesThereOrToWhatWasFound(String question, String place) throws Exception {
    MockHttpServletResponse answer =
        mvc.perform(get(URI.create("/go?" + question))).andReturn().getResponse();

    assertThat(answer.getStatus()).isBetween(302, 303);
    assertThat(answer.getRedirectedUrl()).isEqualTo(place);
  }

  private static List<String> names(Pages pages, String question) throws Exception {
    return pages
        .json("/search.json?" + question)
        .get("entries")
        .valueStream()
        .map(entry -> entry.get("name").asString())
        .toList();
  }

  @Test
  void whyNamesMayBeMissingIsKept() {
    SearchEntries.Offered cut = new SearchEntries.Offered(List.of(), List.of("Queues: too late"));

    assertThat(SearchPage.of("nobody", cut, path -> new Link(path, Map.of())).notes())
        .containsExactly("Queues: too late");
    assertThat(SearchPage.of("", cut, path -> new Link(path, Map.of())).notes())
        .containsExactly("Queues: too late");
  }
}
