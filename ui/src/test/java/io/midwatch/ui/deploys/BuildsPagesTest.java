package io.midwatch.ui.deploys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class BuildsPagesTest {
  private static final String BOTH = "a=shop@2.40.3&b=shop@2.41.0";

  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void open() {
    pages = new Pages(mvc);
  }

  @Test
  void theFaultyBuildFailsMoreAndHasErrorsTheOtherDoesNotHave() throws Exception {
    JsonNode builds = pages.json("/deploys/compare.json?" + BOTH).get("builds");
    String text = pages.text("/deploys/compare?" + BOTH);

    JsonNode worst = builds.get("endpoints").get(0);
    assertThat(worst.get("name").asString()).isEqualTo("POST /v1/checkout");
    assertThat(worst.get("second").get("failed").asLong()).isPositive();
    assertThat(worst.get("first").get("failed").asLong()).isZero();
    assertThat(builds.get("newErrors").size()).isPositive();
    assertThat(text)
        .contains("shop 2.40.3 and 2.41.0", "fails more", "Only in 2.41.0", "Only in 2.40.3")
        .contains("In this window 2.40.3 answered");
  }

  @Test
  void figuresAreThoseOfTheVersionsAlone() throws Exception {
    JsonNode both = pages.json("/deploys/compare.json?" + BOTH).get("builds");
    JsonNode turned = pages.json("/deploys/compare.json?a=shop@2.41.0&b=shop@2.40.3").get("builds");
    long requests =
        pages.json("/services/shop.json").get("detail").get("now").get("requests").asLong();

    assertThat(both.get("ofFirst")).isEqualTo(turned.get("ofSecond"));
    assertThat(both.get("newErrors")).isEqualTo(turned.get("goneErrors"));
    assertThat(
            both.get("ofFirst").get("requests").asLong()
                + both.get("ofSecond").get("requests").asLong())
        .isEqualTo(requests);
  }

  @Test
  void everyEndpointIsALineOfTheFile() throws Exception {
    assertThat(pages.html("/deploys/compare.csv?" + BOTH).lines())
        .hasSize(
            1 + pages.json("/deploys/compare.json?" + BOTH).get("builds").get("endpoints").size())
        .anyMatch(line -> line.startsWith("POST /v1/checkout,server,fails more,"));
  }

  @Test
  void buildsNobodySawAnsweredNothing() throws Exception {
    assertThat(pages.text("/deploys/compare?a=checkout@1&b=nobody@2"))
        .contains("checkout 1 and nobody 2", "Neither answered a request in this window.");
  }

  @Test
  void theDeployLeadsToTheComparison() throws Exception {
    String list = pages.html("/deploys?q=shop");
    String deploy = list.replaceAll("(?s).*?href=\"(/deploys/[^\"?]+)\".*", "$1");

    assertThat(pages.html(deploy)).contains("/deploys/compare?a=shop%402.40.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=checkout&b=checkout@2", "a=@1&b=checkout@2", "a=checkout@&b=c@2", ""})
  void whatNamesNoBuildIsRefused(String asked) throws Exception {
    assertThat(
            mvc.perform(get(URI.create("/deploys/compare?" + asked)))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(400);
  }
}
