package io.midwatch.api.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TracesControllerTest extends ApiTest {
  private static final String FAILING = Telemetry.FAILING.hex();

  @Test
  void aSpanComesBackWithEverythingThatWasSent() throws Exception {
    JsonNode trace = json("/api/v1/traces/" + FAILING);
    JsonNode span = trace.path("spans").path(0);

    assertThat(trace.path("spans").size()).isEqualTo(2);
    assertThat(span.path("traceId").asString()).isEqualTo(FAILING);
    assertThat(span.path("spanId").asString()).isEqualTo("000000000000000a");
    assertThat(span.path("parentSpanId").isNull()).isTrue();
    assertThat(span.path("traceState").asString()).isEqualTo("vendor=1");
    assertThat(span.path("flags").asInt()).isEqualTo(0x101);
    assertThat(span.path("kind").asString()).isEqualTo("server");
    assertThat(span.path("startTimeUnixNano").isString()).isTrue();
    assertThat(span.path("startTimeUnixNano").asString()).isEqualTo("" + Telemetry.START);
    assertThat(span.path("durationNanos").asLong()).isEqualTo(250_000_000);
    assertThat(span.path("status").path("code").asString()).isEqualTo("error");
    assertThat(span.path("status").path("message").asString()).isEqualTo("no stock");
    assertThat(span.path("droppedAttributesCount").asInt()).isEqualTo(3);
    assertThat(span.path("droppedEventsCount").asInt()).isEqualTo(2);
    assertThat(span.path("droppedLinksCount").asInt()).isEqualTo(4);
    assertThat(span.path("service").asString()).isEqualTo("shop/checkout");
    assertThat(span.path("failed").asBoolean()).isTrue();
  }

  @Test
  void attributesKeepTheirTypes() throws Exception {
    JsonNode attributes =
        json("/api/v1/traces/" + FAILING).path("spans").path(0).path("attributes");

    assertThat(attributes.path("http.response.status_code").isIntegralNumber()).isTrue();
    assertThat(attributes.path("price").isFloatingPointNumber()).isTrue();
    assertThat(attributes.path("price").asDouble()).isEqualTo(12.0);
    assertThat(attributes.path("nothing.real").asString()).isEqualTo("NaN");
    assertThat(attributes.path("express").isBoolean()).isTrue();
    assertThat(attributes.path("items").path(1).asString()).isEqualTo("ü<script>");
    assertThat(attributes.path("raw").path("@bytes").asString()).isEqualTo("AQI=");
    assertThat(attributes.path("cart").path("size").asInt()).isEqualTo(2);
    assertThat(attributes.has("said.nothing")).isTrue();
    assertThat(attributes.path("said.nothing").isNull()).isTrue();
  }

  @Test
  void eventsLinksResourceAndScopeAreThere() throws Exception {
    JsonNode span = json("/api/v1/traces/" + FAILING).path("spans").path(0);

    JsonNode event = span.path("events").path(0);
    assertThat(event.path("name").asString()).isEqualTo("retry");
    assertThat(event.path("timeUnixNano").asString()).isEqualTo("" + (Telemetry.START + 10));
    assertThat(event.path("attributes").path("attempt").asInt()).isEqualTo(2);
    assertThat(event.path("droppedAttributesCount").asInt()).isEqualTo(1);
    JsonNode link = span.path("links").path(0);
    assertThat(link.path("traceId").asString()).endsWith("09");
    assertThat(link.path("attributes").path("why").asString()).isEqualTo("batch");
    assertThat(link.path("flags").asInt()).isEqualTo(1);
    JsonNode resource = span.path("resource");
    assertThat(resource.path("attributes").path("service.version").asString()).isEqualTo("2.41.0");
    assertThat(resource.path("droppedAttributesCount").asInt()).isEqualTo(1);
    assertThat(resource.path("schemaUrl").asString())
        .isEqualTo("https://opentelemetry.io/schemas/1.40.0");
    JsonNode scope = span.path("scope");
    assertThat(scope.path("name").asString()).isEqualTo("http");
    assertThat(scope.path("version").asString()).isEqualTo("1.2");
    assertThat(scope.path("attributes").path("lib").asString()).isEqualTo("netty");
  }

  @Test
  void aTraceTellsItsTreeAndItsLogs() throws Exception {
    JsonNode trace = json("/api/v1/traces/" + FAILING);

    assertThat(trace.path("firstFailedSpanId").asString()).isEqualTo("000000000000000a");
    assertThat(trace.path("tenant").asString()).isEqualTo("acme");
    assertThat(trace.path("spans").path(1).path("depth").asInt()).isEqualTo(1);
    assertThat(trace.path("spans").path(0).path("selfNanos").asLong()).isEqualTo(150_000_000);
    assertThat(trace.path("logs").size()).isEqualTo(1);
    assertThat(trace.path("logs").path(0).path("body").asString())
        .isEqualTo("no stock for order 4711");
  }

  @Test
  void anUnknownTraceIsNotFound() throws Exception {
    String unknown = "f".repeat(32);

    assertThat(problem(404, "/api/v1/traces/" + unknown).path("detail").asString())
        .contains(unknown);
  }

  @Test
  void whatIsNoTraceIdIsTheCallersFault() throws Exception {
    JsonNode problem = problem(400, "/api/v1/traces/xyz");

    assertThat(problem.path("parameter").asString()).isEqualTo("traceId");
    assertThat(problem.path("allowed").asString()).contains("32 hex digits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | 10",
        "service=mail                        | 9",
        "service=shop/checkout               | 1",
        "service=checkout                    | 0",
        "endpoint=POST%20/mails              | 9",
        "env=eu                              | 9",
        "tenant=acme                         | 1",
        "status=failed                       | 1",
        "status=any                          | 10",
        "minDuration=10ms                    | 2",
        "minDuration=9ms&maxDuration=10ms    | 2",
        "q=orders                            | 1",
        "q=http.response.status_code:503     | 1",
        "q=-service:mail                     | 1",
        "q=%2F%5EPOST%2F%20-orders           | 9",
        "from=now-1m                         | 0",
        "from=2026-11-22T03:00:00Z&to=now    | 10",
        "from=1795316400&to=1795317420       | 10",
        "from=1795316400000&to=1795317420000 | 10",
      })
  void narrows(String parameters, int expected) throws Exception {
    JsonNode found = json("/api/v1/traces?" + parameters);

    assertThat(found.path("traces").size()).isEqualTo(expected);
  }

  @Test
  void aFoundTraceNamesItsRootAndWhatMatched() throws Exception {
    JsonNode trace = json("/api/v1/traces?q=SELECT").path("traces").path(0);

    assertThat(trace.path("traceId").asString()).isEqualTo(FAILING);
    assertThat(trace.path("spans").asInt()).isEqualTo(2);
    assertThat(trace.path("errors").asInt()).isEqualTo(1);
    assertThat(trace.path("root").path("service").asString()).isEqualTo("shop/checkout");
    assertThat(trace.path("root").path("endpoint").asString()).isEqualTo("POST /v1/orders");
    assertThat(trace.path("root").path("status").asString()).isEqualTo("error");
    assertThat(trace.path("matched").path("name").asString()).isEqualTo("SELECT stock");
  }

  @Test
  void pagesAreNewestFirstAndMeetWithoutGapOrOverlap() throws Exception {
    List<String> seen = new ArrayList<>();
    JsonNode page = json("/api/v1/traces?limit=4");
    while (true) {
      page.path("traces").forEach(trace -> seen.add(trace.path("startTimeUnixNano").asString()));
      if (page.path("next").isNull()) {
        break;
      }
      page = json("/api/v1/traces?limit=4&cursor=" + page.path("next").asString());
    }
    assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo(java.util.Comparator.reverseOrder());

    List<String> back = new ArrayList<>(starts(page));
    while (!page.path("previous").isNull()) {
      page = json("/api/v1/traces?limit=4&cursor=" + page.path("previous").asString());
      back.addAll(0, starts(page));
    }
    assertThat(back).as("the same pages backwards").isEqualTo(seen);
  }

  @Test
  void aPageWithoutTracesAtAPlaceHasAWayBack() throws Exception {
    String before = "1_" + FAILING;
    JsonNode page = json("/api/v1/traces?cursor=" + before);
    assertThat(page.path("traces").size()).isZero();
    assertThat(page.path("next").isNull()).isTrue();
    JsonNode newer = json("/api/v1/traces?cursor=" + page.path("previous").asString());
    assertThat(newer.path("traces").size()).isEqualTo(10);

    String after = "newer." + Long.MAX_VALUE + "_" + FAILING;
    JsonNode none = json("/api/v1/traces?cursor=" + after);
    assertThat(none.path("traces").size()).isZero();
    assertThat(none.path("previous").isNull()).isTrue();
    JsonNode older = json("/api/v1/traces?cursor=" + none.path("next").asString());
    assertThat(older.path("traces").size()).isEqualTo(10);
  }

  @Test
  void theFirstPageHasNoneBeforeItEvenWithoutTraces() throws Exception {
    assertThat(json("/api/v1/traces?service=nobody").path("previous").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cursor=nonsense                          | cursor",
        "cursor=x_00000000000000000000000000000001 | cursor",
        "cursor=newer.nonsense                    | cursor",
        "cursor=nonsense&q=/%5B/                  | cursor",
        "q=/%5B/                                  | q",
        "cursor=1_00000000000000000000000000000001&q=/%5B/ | q",
      })
  void whatIsWrongIsNamed(String parameters, String wrong) throws Exception {
    JsonNode problem = problem(400, "/api/v1/traces?" + parameters);

    assertThat(problem.path("parameter").asString()).isEqualTo(wrong);
    assertThat(problem.toString()).doesNotContain("For input string");
  }

  private static List<String> starts(JsonNode page) {
    return page.path("traces")
        .valueStream()
        .map(t -> t.path("startTimeUnixNano").asString())
        .toList();
  }
}
