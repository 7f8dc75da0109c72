package io.midwatch.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.midwatch.ui.PageTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class LivePageTest {
  @Autowired MockMvc mvc;
  @Autowired LiveStreams streams;

  @Test
  void streamIsNeitherKeptNorGathered() throws Exception {
    MockHttpServletResponse answer = mvc.perform(get("/live")).andReturn().getResponse();

    assertThat(answer.getContentType()).startsWith("text/event-stream");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.getHeader("X-Accel-Buffering")).isEqualTo("no");
    assertThat(answer.getContentAsString()).isEqualTo("retry:1000\n\n");
  }

  @Test
  void askingForTheHeaderTakesNoPlace() throws Exception {
    int before = streams.count();
    mvc.perform(head("/live")).andExpect(status().isOk());

    assertThat(streams.count()).isEqualTo(before);
  }

  @Test
  void refusalSaysWhyAndWhenToAskAgain() throws Exception {
    streams.stop();
    try {
      MockHttpServletResponse answer = mvc.perform(get("/live")).andReturn().getResponse();

      assertThat(answer.getStatus()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isEqualTo("30");
      assertThat(answer.getContentAsString()).startsWith("No stream now: ");
    } finally {
      streams.start();
    }
  }

  @Test
  void livePagesNameTheStreamAndTheWorkerThatReadsIt() throws Exception {
    String html = mvc.perform(get("/services")).andReturn().getResponse().getContentAsString();
    Matcher worker =
        Pattern.compile(
                "data-stream=\"/live\" data-worker=\"(/static/live-worker-[0-9a-f]{32}\\.js)\"")
            .matcher(html);

    assertThat(worker.find()).isTrue();
    mvc.perform(get(worker.group(1))).andExpect(status().isOk());
  }
}
