package io.midwatch.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class CsvPagesTest {
  @Autowired MockMvc mvc;

  @ParameterizedTest
  @CsvSource({
    "/services, 'service,requests,', rows",
    "/traces, 'trace_id,start_unix_nano,', rows",
    "/errors, 'id,state,type,', rows",
    "/logs, 'time_unix_nano,level,', lines"
  })
  void fileHasARowForEachOfThePage(String path, String head, String rows) throws Exception {
    Pages pages = new Pages(mvc);
    String csv = pages.html(path + ".csv");

    assertThat(csv).startsWith(head);
    // A message may hold line ends of its own; a row ends in both characters.
    assertThat(csv.split("\r\n")).hasSize(pages.json(path + ".json").get(rows).size() + 1);
    assertThat(pages.html(path)).contains("href=\"" + path + ".csv");
  }

  @Test
  void fileOfTheOverviewHasARowForEachEndpointThatFails() throws Exception {
    Pages pages = new Pages(mvc);
    String csv = pages.html("/overview.csv");

    assertThat(csv).startsWith("service,endpoint,error_type,");
    assertThat(csv.split("\r\n"))
        .hasSize(pages.json("/overview.json").get("overview").get("failing").size() + 1)
        .hasSizeGreaterThan(1);
    assertThat(pages.html("/")).contains("href=\"/overview.csv\"");
  }
}
