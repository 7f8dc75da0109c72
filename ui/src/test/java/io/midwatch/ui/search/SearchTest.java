package io.midwatch.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
}
