package io.midwatch.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prometheus' OpenAPI document: {@code prometheus-openapi.yaml} beside the checkout, or what the
 * system property {@code midwatch.prometheus.openapi} or {@code MIDWATCH_PROMETHEUS_OPENAPI} names.
 * Checks the parts of JSON Schema it uses.
 */
final class Contract {
  /** From the folder of this module, where tests run. */
  private static final Path BESIDE_CHECKOUT = Path.of("..", "..", "prometheus-openapi.yaml");

  private final JsonNode document;

  private Contract(JsonNode document) {
    this.document = document;
  }

  /** The running test is skipped, with a reason, when the document is not there. */
  static Contract find() throws IOException {
    String named =
        System.getProperty(
            "midwatch.prometheus.openapi",
            System.getenv().getOrDefault("MIDWATCH_PROMETHEUS_OPENAPI", ""));
    Path file = named.isEmpty() ? BESIDE_CHECKOUT : Path.of(named);
    Assumptions.assumeTrue(
        !named.isEmpty() || Files.isRegularFile(file),
        "no OpenAPI document of Prometheus: put prometheus-openapi.yaml beside the checkout or name"
            + " it with MIDWATCH_PROMETHEUS_OPENAPI");
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    Map<String, Object> yaml = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
    return new Contract(JsonMapper.shared().valueToTree(yaml));
  }

  /** Fails when an answer to a path is not what the document says of status 200. */
  void check(String path, String verb, JsonNode answer) {
    JsonNode schema =
        document
            .path("paths")
            .path(path)
            .path(verb)
            .path("responses")
            .path("200")
            .path("content")
            .path("application/json")
            .path("schema");
    assertThat(schema.isObject()).as("schema of %s %s", verb, path).isTrue();
    List<String> problems = new ArrayList<>();
    check(answer, schema, path, problems);
    assertThat(problems).as("%s %s: %s", verb, path, answer).isEmpty();
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> problems) {
    if (schema.has("$ref")) {
      check(value, document.at(schema.path("$ref").asString().substring(1)), at, problems);
      return;
    }
    for (String choice : List.of("anyOf", "oneOf")) {
      if (schema.has(choice) && !fitsOne(value, schema.path(choice), at)) {
        problems.add(at + ": fits none of " + choice + ": " + value);
      }
    }
    if (schema.has("type") && !isType(value, schema.path("type").asString())) {
      problems.add(at + ": not " + schema.path("type").asString() + ": " + value);
      return;
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      problems.add(at + ": none of the words: " + value);
    }
    if (value.isObject()) {
      object(value, schema, at, problems);
    }
    if (value.isArray()) {
      array(value, schema, at, problems);
    }
  }

  private boolean fitsOne(JsonNode value, JsonNode schemas, String at) {
    for (JsonNode schema : schemas) {
      List<String> problems = new ArrayList<>();
      check(value, schema, at, problems);
      if (problems.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private void object(JsonNode value, JsonNode schema, String at, List<String> problems) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asString())) {
        problems.add(at + ": lacks " + required.asString());
      }
    }
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      String inside = at + "/" + property.getKey();
      JsonNode known = schema.path("properties").path(property.getKey());
      if (known.isObject()) {
        check(property.getValue(), known, inside, problems);
      } else if (others.isObject()) {
        check(property.getValue(), others, inside, problems);
      } else if (others.isBoolean() && !others.asBoolean()) {
        problems.add(inside + ": is not known");
      }
    }
  }

  private void array(JsonNode value, JsonNode schema, String at, List<String> problems) {
    if (schema.has("minItems") && value.size() < schema.path("minItems").asInt()
        || schema.has("maxItems") && value.size() > schema.path("maxItems").asInt()) {
      problems.add(at + ": has " + value.size() + " items");
    }
    if (schema.has("items")) {
      value.forEach(item -> check(item, schema.path("items"), at + "/*", problems));
    }
  }

  private static boolean isType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }

  private static boolean contains(JsonNode words, JsonNode value) {
    for (JsonNode word : words) {
      if (word.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
