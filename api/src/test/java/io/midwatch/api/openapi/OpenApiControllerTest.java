package io.midwatch.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Holds the document against what the controllers do. */
class OpenApiControllerTest extends ApiTest {
  private static final String NATIVE = "/api/v1/";

  @Autowired private RequestMappingHandlerMapping mappings;

  @Test
  void isAnOpenApi31Document() throws Exception {
    JsonNode document = json("/openapi.json");

    assertThat(document.path("openapi").asString()).matches("3\\.1\\.\\d+");
    assertThat(document.path("info").path("title").asString()).isNotBlank();
    assertThat(document.path("info").path("version").asString()).isNotBlank();
    assertThat(get("/openapi.json").getContentType()).isEqualTo("application/json");
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    JsonNode document = json("/openapi.json");
    List<JsonNode> references = document.findValues("$ref");

    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      assertThat(at(document, reference.asString()).isObject()).as(reference.asString()).isTrue();
    }
  }

  @Test
  void namesEveryRouteAndNoOther() throws Exception {
    Set<String> documented = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : json("/openapi.json").path("paths").properties()) {
      path.getValue().propertyNames().forEach(verb -> documented.add(verb + " " + path.getKey()));
    }
    Set<String> mapped = new TreeSet<>();
    for (RequestMappingInfo route : mappings.getHandlerMethods().keySet()) {
      for (String path : route.getPatternValues()) {
        for (RequestMethod verb : route.getMethodsCondition().getMethods()) {
          if (path.startsWith(NATIVE)) {
            mapped.add(verb.asHttpMethod().name().toLowerCase(java.util.Locale.ROOT) + " " + path);
          }
        }
      }
    }

    assertThat(mapped).contains("get /api/v1/overview");
    assertThat(documented).isEqualTo(mapped);
  }

  @Test
  void namesEveryParameterThatIsTakenAndNoOther() throws Exception {
    for (Map.Entry<String, List<JsonNode>> route : parameters("query").entrySet()) {
      Set<String> documented = new TreeSet<>();
      route.getValue().forEach(parameter -> documented.add(parameter.path("name").asString()));
      String taken =
          problem(400, filled(route.getKey()) + "?nonsense=1").path("allowed").asString();

      assertThat(documented)
          .as(route.getKey())
          .isEqualTo(
              taken.equals("no parameters")
                  ? Set.of()
                  : new TreeSet<>(Arrays.asList(taken.split(", "))));
    }
  }

  @Test
  void namesEveryPartOfAPath() throws Exception {
    for (Map.Entry<String, List<JsonNode>> route : parameters("path").entrySet()) {
      String path = route.getKey();
      for (JsonNode parameter : route.getValue()) {
        path = path.replace("{" + parameter.path("name").asString() + "}", "x");
      }
      assertThat(path).isEqualTo(filled(route.getKey()));
    }
  }

  @Test
  void saysWhichWordsAndLimitsAreTaken() throws Exception {
    List<String> asked = new ArrayList<>();
    for (Map.Entry<String, List<JsonNode>> route : parameters("query").entrySet()) {
      for (JsonNode parameter : route.getValue()) {
        String name = parameter.path("name").asString();
        JsonNode schema = parameter.path("schema");
        String allowed =
            schema.has("enum")
                ? String.join(", ", texts(schema.path("enum")))
                : "1 to " + schema.path("maximum").asInt();
        if (schema.has("enum") || schema.has("maximum")) {
          String others = route.getKey().endsWith("/metrics") ? "&name=any" : "";
          String path = route.getKey().replace("{id}", "mail");
          JsonNode problem = problem(400, path + "?" + name + "=0" + others);
          assertThat(problem.path("parameter").asString()).isEqualTo(name);
          assertThat(problem.path("allowed").asString()).as(route.getKey()).isEqualTo(allowed);
          asked.add(name);
        }
      }
    }
    assertThat(asked).contains("status", "severity", "limit");
  }

  @Test
  void describesEveryAnswerAsItIsWritten() throws Exception {
    JsonNode document = json("/openapi.json");
    Shapes shapes = new Shapes(document.path("components").path("schemas"));
    for (Map.Entry<RequestMappingInfo, HandlerMethod> route :
        mappings.getHandlerMethods().entrySet()) {
      for (String path : route.getKey().getPatternValues()) {
        if (path.startsWith(NATIVE)) {
          RequestMethod verb = route.getKey().getMethodsCondition().getMethods().iterator().next();
          JsonNode answer =
              document
                  .path("paths")
                  .path(path)
                  .path(verb.asHttpMethod().name().toLowerCase(java.util.Locale.ROOT))
                  .path("responses")
                  .path("200");
          shapes.same(
              answer.path("content").path("application/json").path("schema"),
              route.getValue().getMethod().getGenericReturnType(),
              path);
        }
      }
    }
    assertThat(shapes.compared()).contains("OverviewJson", "SpanJson", "HistogramJson");
  }

  /** By path, the parameters of one place: query or path. */
  private Map<String, List<JsonNode>> parameters(String place) throws Exception {
    JsonNode document = json("/openapi.json");
    Map<String, List<JsonNode>> found = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (!path.getValue().has("get")) {
        continue;
      }
      List<JsonNode> of = found.computeIfAbsent(path.getKey(), _ -> new ArrayList<>());
      for (JsonNode parameter : path.getValue().path("get").path("parameters")) {
        JsonNode told =
            parameter.has("$ref") ? at(document, parameter.path("$ref").asString()) : parameter;
        if (told.path("in").asString().equals(place)) {
          of.add(told);
        }
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static JsonNode at(JsonNode document, String reference) {
    return document.at(reference.substring(1));
  }

  private static String filled(String path) {
    return path.replaceAll("\\{[^}]+}", "x");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }
}
