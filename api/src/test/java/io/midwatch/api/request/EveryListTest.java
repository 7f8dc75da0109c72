package io.midwatch.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What all resources that list something have in common. */
class EveryListTest extends ApiTest {
  @ParameterizedTest
  @CsvSource({
    "services, services, 2",
    "services/mail/endpoints, endpoints, 1",
    "errors, errors, 1",
    "databases, databases, 1",
    "statements, statements, 1",
    "caches, caches, 0",
    "pools, pools, 1",
    "queues, queues, 0",
    "dependencies, dependencies, 1",
    "tenants, tenants, 1",
    "deploys, deploys, 1"
  })
  void hasPagesThatMakeTheWholeList(String path, String rows, int atLeast) throws Exception {
    String resource = "/api/v1/" + path;
    JsonNode whole = json(resource + "?limit=1000&env=");
    List<JsonNode> paged = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = json(resource + "?limit=1&cursor=" + next);
      assertThat(page.path(rows).size()).isLessThanOrEqualTo(1);
      assertThat(page.path("total")).isEqualTo(whole.path("total"));
      page.path(rows).forEach(paged::add);
      next = page.path("next").asString("");
    } while (!next.isEmpty() && paged.size() < 100);

    assertThat(whole.path("next").isNull()).isTrue();
    assertThat(whole.path("total").asInt()).isGreaterThanOrEqualTo(atLeast);
    assertThat(paged).hasSize(whole.path("total").asInt());
    assertThat(paged).containsExactlyElementsOf(whole.path(rows));
    assertThat(problem(400, resource + "?cursor=x").path("parameter").asString())
        .isEqualTo("cursor");
    assertThat(problem(400, resource + "?limit=0").path("parameter").asString()).isEqualTo("limit");
  }
}
