package io.midwatch.ui.thirdparties;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class ThirdPartyPagesTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void listSaysWhoFailsUsAndSinceWhen() throws Exception {
    assertThat(pages.text("/dependencies"))
        .contains("1 third party, 1 failing")
        .contains("acquira.example failing 12.6 % ↗ new 0 % 5.02 /min 0 38 5 s payments");
    assertThat(pages.html("/dependencies.csv"))
        .contains("\r\nacquira.example,301,38,0,38,5.0,302,0,");
  }

  @Test
  void hostSaysHowManyCallsGotNoAnswerAndWhoMadeThem() throws Exception {
    assertThat(pages.text("/dependencies/acquira.example"))
        .contains("12.6 % of 301 calls failed, 0 % in the window before.")
        .contains("95 % were answered within 5 s, before 98 ms. 38 calls got no answer.")
        .contains("payments failing 301 steady 302 12.6 %");
    assertThat(pages.html("/dependencies/acquira.example.csv"))
        .contains("\r\npayments,301,302,38,0,");
  }

  @Test
  void failedCallsLeadToExactlyTheirTraces() throws Exception {
    String query = "q=server.address:%22acquira.example%22&failed=on";

    assertThat(pages.html("/dependencies/acquira.example"))
        .contains("/traces?" + query.replace("&", "&amp;"))
        .contains("Failed traces (38\u00A0calls)");
    assertThat(pages.json("/traces.json?" + query).get("rows").size()).isEqualTo(38);
  }
}
