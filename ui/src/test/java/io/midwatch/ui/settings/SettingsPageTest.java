package io.midwatch.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class SettingsPageTest {
  @Autowired MockMvc mvc;

  @Test
  void showsWhatIsInForceAndWhatIsNotTheDefault() throws Exception {
    Pages pages = new Pages(mvc);

    assertThat(pages.text("/settings"))
        .contains("Settings, 2 changed")
        .contains("midwatch.http-port 9090 changed MIDWATCH_HTTP_PORT a port number")
        .contains("midwatch.user-keys — default");
    assertThat(pages.text("/settings?q=dir")).contains("data").doesNotContain("9090");
    assertThat(pages.html("/settings.csv?sort=-changed"))
        .contains("\r\nmidwatch.http-port,9090,yes,MIDWATCH_HTTP_PORT,a port number\r\n");
    assertThat(pages.json("/settings.json").get("changed").asInt()).isEqualTo(2);
  }
}
