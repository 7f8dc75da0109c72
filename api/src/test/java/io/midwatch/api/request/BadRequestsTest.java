package io.midwatch.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BadRequestsTest extends ApiTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "traces?from=yesterday      | from        | now-15m",
        "traces?from=now&to=now-1h  | from        | before to",
        "overview?to=5pm            | to          | epoch seconds",
        "traces?limit=many          | limit       | 1 to 1000",
        "traces?limit=0             | limit       | 1 to 1000",
        "logs?limit=1001            | limit       | 1 to 1000",
        "traces?status=broken       | status      | any, failed",
        "traces?minDuration=5       | minDuration | 250ms",
        "traces?q=name:/(/          | q           | field:value",
        "logs?q=/(/                 | q           | field:value",
        "traces?cursor=x            | cursor      | next",
        "logs?cursor=x              | cursor      | next",
        "logs?severity=loud         | severity    | trace, debug, info, warn, error, fatal",
        "logs?traceId=7             | traceId     | 32 hex digits",
        "logs?service=a&service=b   | service     | one value",
        "metrics                    | name        | name of a metric",
        "metrics?name=x&env=eu      | env         | from, limit, name, to",
        "traces?form=now-1h         | form        | from",
        "overview?limit=5           | limit       | env, from, tenant, to",
        "caches?tenant=acme         | tenant      | cursor, env, from, limit, to",
        "ingest/ledger?from=now-1h  | from        | no parameters",
      })
  void nameTheParameterAndWhatIsAllowed(String path, String parameter, String allowed)
      throws Exception {
    JsonNode problem = problem(400, "/api/v1/" + path);

    assertThat(problem.path("parameter").asString()).isEqualTo(parameter);
    assertThat(problem.path("allowed").asString()).contains(allowed);
    assertThat(problem.path("detail").asString()).startsWith(parameter);
  }

  @Test
  void anUnknownPathIsAProblemToo() throws Exception {
    problem(404, "/api/v1/nothing");
  }
}
