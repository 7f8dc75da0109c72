package io.midwatch.ui.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.ui.PageTest;
import io.midwatch.ui.Pages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class IngestPageTest {
  @Autowired MockMvc mvc;
  private Pages pages;

  @BeforeEach
  void reader() {
    pages = new Pages(mvc);
  }

  @Test
  void saysWhatWasNotTakenAndWhy() throws Exception {
    assertThat(pages.text("/settings/ingest"))
        .contains("Ingest: receiving, 3 items and 1 request refused")
        .contains("The trace id is not 16 bytes, or all zero traces items 3")
        .contains("The body is not OTLP logs requests 1");
    assertThat(RefusalText.of("a_new_reason")).isEqualTo("a new reason");
  }

  @Test
  void saysWhoSendsAndWhatTheirSpansLack() throws Exception {
    assertThat(pages.text("/settings/ingest"))
        .containsPattern("shop [\\d.]+ /min [\\d.]+ /min 100 % 100 % 100 % nothing")
        .containsPattern("importer [\\d.]+ /min 0 /min 100 % 100 % 0 % nothing");
    assertThat(pages.html("/settings/ingest.csv"))
        .startsWith("service,spans,logs,spans_with_version,")
        .hasLineCount(4);
  }

  @Test
  void footOfEveryPageLeadsHere() throws Exception {
    assertThat(pages.html("/")).containsPattern("id=\"ingest\"[^>]*><a href=\"/settings/ingest\">");
  }
}
