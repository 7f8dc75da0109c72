package io.midwatch.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LogsControllerTest extends ApiTest {
  @Test
  void aRecordComesBackWithEverythingThatWasSent() throws Exception {
    JsonNode log = json("/api/v1/logs?service=shop/checkout").path("logs").path(0);

    assertThat(log.path("timeUnixNano").asString()).isEqualTo("" + (Telemetry.START + 40));
    assertThat(log.path("observedTimeUnixNano").asString()).isEqualTo("" + (Telemetry.START + 45));
    assertThat(log.path("severity").asString()).isEqualTo("error");
    assertThat(log.path("severityNumber").asInt()).isEqualTo(17);
    assertThat(log.path("severityText").asString()).isEqualTo("SEV");
    assertThat(log.path("body").asString()).isEqualTo("no stock for order 4711");
    assertThat(log.path("traceId").asString()).isEqualTo(Telemetry.FAILING.hex());
    assertThat(log.path("spanId").asString()).isEqualTo("000000000000000a");
    assertThat(log.path("flags").asInt()).isEqualTo(1);
    assertThat(log.path("attributes").path("thread").asString()).isEqualTo("main");
    assertThat(log.path("resource").path("attributes").path("service.name").asString())
        .isEqualTo("checkout");
    assertThat(log.path("scope").path("name").asString()).isEqualTo("http");
  }

  @Test
  void aBodyMayBeAnyType() throws Exception {
    JsonNode log = json("/api/v1/logs?q=severity:9").path("logs").path(0);

    assertThat(log.path("body").isArray()).isTrue();
    assertThat(log.path("body").path(0).asInt()).isEqualTo(1);
    assertThat(log.path("traceId").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                       | 3",
        "severity=info                            | 3",
        "severity=warn                            | 2",
        "severity=error                           | 1",
        "severity=fatal                           | 0",
        "service=mail                             | 2",
        "env=eu                                   | 2",
        "q=STOCK                                  | 1",
        "q=%22no%20stock%22                       | 1",
        "traceId=00000000000000000000000000000001 | 1",
        "to=now-20m                               | 0",
      })
  void narrows(String parameters, int expected) throws Exception {
    String from = parameters.startsWith("to") ? "from=now-2h&" : "";
    assertThat(json("/api/v1/logs?" + from + parameters).path("logs").size()).isEqualTo(expected);
  }

  @Test
  void patternsAreWhatStaysTheSame() throws Exception {
    JsonNode list = json("/api/v1/logs/patterns?severity=error");
    JsonNode pattern = list.path("patterns").path(0);

    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("looked")).isEqualTo(list.path("matching"));
    assertThat(list.path("other").asLong()).isZero();
    assertThat(pattern.path("pattern").asString()).isEqualTo("no stock for order *");
    assertThat(pattern.path("example").asString()).isEqualTo("no stock for order 4711");
    assertThat(pattern.path("search").asString()).isEqualTo("/^no stock for order .+$/");
    assertThat(pattern.path("severity").asString()).isEqualTo("error");
    assertThat(pattern.path("counts").valueStream().mapToLong(JsonNode::asLong).sum()).isEqualTo(1);
    JsonNode noText = json("/api/v1/logs/patterns?q=severity:9").path("patterns").path(0);
    assertThat(noText.path("search").isNull()).isTrue();
  }

  @Test
  void pagesMeet() throws Exception {
    JsonNode first = json("/api/v1/logs?limit=2");
    JsonNode second = json("/api/v1/logs?limit=2&cursor=" + first.path("next").asString());

    assertThat(first.path("logs").path(0).path("body").asString()).isEqualTo("slow relay");
    assertThat(second.path("logs").size()).isEqualTo(1);
    assertThat(second.path("logs").path(0).path("body").asString()).startsWith("no stock");
    assertThat(second.path("next").isNull()).isTrue();
  }
}
