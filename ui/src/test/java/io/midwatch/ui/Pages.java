package io.midwatch.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for pages as a reader would; each must be answered with 200. */
public record Pages(MockMvc mvc) {

  /** The body of an answer. */
  public String html(String path) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(URI.create(path))).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  /** What is read on the page, tags left out and spaces made one. */
  public String text(String path) throws Exception {
    return html(path).replaceAll("<[^>]*>", " ").replace('\u00A0', ' ').replaceAll("\\s+", " ");
  }

  public JsonNode json(String path) throws Exception {
    return JsonMapper.shared().readTree(html(path));
  }
}
