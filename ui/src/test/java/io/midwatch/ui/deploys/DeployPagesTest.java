package io.midwatch.ui.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;

@PageTest
class DeployPagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listSaysWhatFollowedEachDeploy() throws Exception {
    assertThat(pages.text("/deploys"))
        .contains("2 deploys, 1 followed by trouble")
        .contains("shop 2.41.0 production first seen 1 fails more 0.68 % 74.5 % 155 ms 5.05 s")
        .contains("payments 5.12.0 production announced 1 no notable change 0 % 0 %");
    assertThat(pages.html("/deploys.csv?q=payments"))
        .hasLineCount(2)
        .contains("2026-11-17T02:37:46Z,payments,5.12.0,production,announced,1,no notable change,");
  }

  @Test
  void overviewSaysWhatFollowedTheNewest() throws Exception {
    JsonNode worst = pages.json("/deploys.json").at("/shown/rows/0");

    assertThat(pages.text("/"))
        .contains("Changes and what followed All 2")
        .contains("What followed 03:03 shop 2.41.0 fails more 02:37 payments 5.12.0 no notable");
    assertThat(pages.html("/"))
        .contains("href=\"/deploys/" + worst.at("/deploy/id").asString() + "\"");
    assertThat(pages.json("/overview.json").at("/changes/total").asInt()).isEqualTo(2);
    assertThat(pages.html("/overview.md")).contains("03:03:10 UTC `shop` `2.41.0`: fails more");
    assertThat(pages.text("/?from=now-5m&to=now")).contains("Nothing went live in this window.");
  }

  @Test
  void deployShowsTheVersionBesideTheServiceBeforeIt() throws Exception {
    JsonNode worst = pages.json("/deploys.json").at("/shown/rows/0");
    String path = "/deploys/" + worst.at("/deploy/id").asString();

    assertThat(pages.html("/deploys")).contains("href=\"" + path + "\"");
    assertThat(pages.text(path))
        .contains("74.5 % of the 51 requests that 2.41.0 answered failed")
        .contains("Failed 1 38")
        .contains("first seen 2026-11-17 03:03:10 UTC");
    assertThat(pages.html(path))
        .contains("class=\"axd\"", "/errors?service=shop&amp;version=2.41.0");
  }

  @Test
  void whatASenderSaidOfADeployIsShownAsText() throws Exception {
    assertThat(pages.html("/deploys/build-712"))
        .contains("<dt>commit</dt><dd>&lt;img src=x onerror=alert(1)&gt;</dd>");
  }

  @Test
  void failedTracesOfAVersionAreItsOwn() throws Exception {
    assertThat(
            pages
                .json("/traces.json?q=service.version:%222.41.0%22&failed=on&service=shop")
                .get("rows")
                .size())
        .isEqualTo(38);
  }

  @Test
  void unknownDeploySaysSo() throws Exception {
    assertThat(pages.text("/deploys/none")).contains("No such deploy in the last 30 days.");
  }
}
