package io.midwatch.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the API over {@link Telemetry}; every test class shares the one context. */
@SpringBootTest(
    classes = ApiTestApplication.class,
    properties = "spring.mvc.problemdetails.enabled=true")
@AutoConfigureMockMvc
public abstract class ApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Autowired private MockMvc mvc;

  /** The JSON of a path that answers 200. */
  protected JsonNode json(String path) throws Exception {
    MockHttpServletResponse response = get(path);
    assertThat(response.getStatus()).as("%s → %s", path, body(response)).isEqualTo(200);
    assertThat(response.getContentType()).startsWith("application/json");
    return JSON.readTree(body(response));
  }

  /** The problem details of a path that answers with this status. */
  protected JsonNode problem(int status, String path) throws Exception {
    MockHttpServletResponse response = get(path);
    assertThat(response.getStatus()).as("%s → %s", path, body(response)).isEqualTo(status);
    assertThat(response.getContentType()).startsWith("application/problem+json");
    JsonNode problem = JSON.readTree(body(response));
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  /** What a form of names and values in turn is answered. */
  protected MockHttpServletResponse post(String path, String... form) throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.post(java.net.URI.create(path))
            .contentType(MediaType.APPLICATION_FORM_URLENCODED);
    for (int i = 0; i < form.length; i += 2) {
      request.param(form[i], form[i + 1]);
    }
    return mvc.perform(request).andReturn().getResponse();
  }

  /** What a JSON body is answered. */
  protected MockHttpServletResponse postJson(String path, String body) throws Exception {
    return mvc.perform(
            MockMvcRequestBuilders.post(java.net.URI.create(path))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body))
        .andReturn()
        .getResponse();
  }

  protected MockHttpServletResponse get(String path) throws Exception {
    return mvc.perform(MockMvcRequestBuilders.get(java.net.URI.create(path)))
        .andReturn()
        .getResponse();
  }

  private static String body(MockHttpServletResponse response) throws UnsupportedEncodingException {
    return response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
