package io.midwatch.ui.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class InstancePagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void serviceLeadsToItsInstancesAndTheyToTheirTraces() throws Exception {
    assertThat(pages.html("/services/shop")).contains("href=\"/services/shop/instances");
    String html = pages.html("/services/shop/instances");

    assertThat(html)
        .contains("/traces?q=service.name:%22shop%22%20service.instance.id:%22shop-1%22\"");
    assertThat(html)
        .contains("service.instance.id:%22shop-1%22&amp;failed=on")
        .contains("href=\"/services/shop/instances.csv");
  }

  @Test
  void fileHasARowForEachOfThePage() throws Exception {
    int rows = pages.json("/services/shop/instances.json").get("shown").get("rows").size();

    assertThat(rows).isPositive();
    assertThat(pages.html("/services/shop/instances.csv").split("\r\n"))
        .hasSize(rows + 1)
        .startsWith("instance,version,requests,failed,requests_before");
    assertThat(pages.html("/services/shop/instances.csv?q=nobody").split("\r\n")).hasSize(1);
  }

  @Test
  void aServiceWithoutRequestsSaysWhatTellsInstancesApart() throws Exception {
    assertThat(pages.text("/services/none/instances"))
        .contains("No instance answered a request in")
        .contains("told apart by the resource attribute service.instance.id");
    assertThat(pages.text("/services/shop/instances")).doesNotContain("told apart");
    assertThat(pages.text("/services/shop/instances?q=nobody"))
        .contains("No instance here has “nobody” in its name.");
  }
}
