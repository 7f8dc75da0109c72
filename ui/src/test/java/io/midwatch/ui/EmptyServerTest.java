package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Every page of a server to which nothing was ever sent, and which asks senders for a token. */
@SpringBootTest(classes = UiTestApplication.class, properties = "uitest.empty=true")
@AutoConfigureMockMvc
class EmptyServerTest {
  @Autowired MockMvc mvc;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/errors",
        "/services",
        "/endpoints",
        "/databases",
        "/queues",
        "/dependencies",
        "/tenants",
        "/traces",
        "/logs"
      })
  void pageTeachesHowToSend(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path)).andReturn().getResponse();

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
        .contains(
            "Nothing has arrived yet",
            "Waiting for the first span…",
            "curl -sS http://localhost:4318/v1/traces")
        .contains("-H &quot;Authorization: Bearer $MIDWATCH_INGEST_TOKEN&quot;")
        .contains(
            "-Dotel.exporter.otlp.headers=&quot;Authorization=Bearer%20$MIDWATCH_INGEST_TOKEN")
        .contains("export.otlp.headers.Authorization=Bearer ${MIDWATCH_INGEST_TOKEN}")
        .doesNotContain("Failing now", "<table", "No trace in", "No log lines");
  }
}
