package io.midwatch.api.prometheus;

import io.midwatch.query.promql.syntax.Parser;
import io.midwatch.query.promql.syntax.SyntaxException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /prometheus/api/v1}: rules and alerts, none so far; parameters are checked all the same.
 */
@RestController
class RulesController {
  private static final String BASE = "/prometheus/api/v1/";
  private static final Set<String> TYPES = Set.of("", "alert", "record");

  /** As Go reads them. */
  private static final Set<String> TRUTH_VALUES =
      Set.of("", "1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");

  @GetMapping(BASE + "rules")
  ResponseEntity<byte[]> rules(HttpServletRequest request) {
    PrometheusParameters parameters = new PrometheusParameters(request);
    require(TYPES, parameters, "type");
    require(TRUTH_VALUES, parameters, "exclude_alerts");
    page(parameters);
    for (String selector : parameters.texts("match[]")) {
      try {
        Parser.parseSelector(selector);
      } catch (SyntaxException malformed) {
        throw PrometheusErrorException.parameter("match[]", String.valueOf(malformed.getMessage()));
      }
    }
    return PrometheusJson.success(Map.of("groups", List.of()));
  }

  private static void require(Set<String> allowed, PrometheusParameters parameters, String name) {
    String text = parameters.text(name);
    if (!allowed.contains(text)) {
      throw PrometheusErrorException.parameter(name, "not supported value \"" + text + "\"");
    }
  }

  /** There is no page after the first, so no token leads to one. */
  private static void page(PrometheusParameters parameters) {
    String limit = parameters.text("group_limit");
    if (!limit.isEmpty() && parameters.signedLimit("group_limit") < 0) {
      throw PrometheusErrorException.parameter(
          "group_limit", "group_limit needs to be greater than 0");
    }
    String token = parameters.text("group_next_token");
    if (!token.isEmpty()) {
      throw PrometheusErrorException.parameter(
          "group_next_token",
          limit.isEmpty()
              ? "group_limit needs to be present in order to paginate over the groups"
              : "invalid group_next_token '" + token + "'. were rule groups changed?");
    }
  }

  @GetMapping(BASE + "alerts")
  ResponseEntity<byte[]> alerts() {
    return PrometheusJson.success(Map.of("alerts", List.of()));
  }
}
