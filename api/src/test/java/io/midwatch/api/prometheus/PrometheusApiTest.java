package io.midwatch.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.api.ApiTest;
import io.midwatch.api.Telemetry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrometheusApiTest extends ApiTest {
  private static final String BASE = "/prometheus/api/v1/";

  /** A second after the telemetry began; it lies on no bucket's bound. */
  private static final long AT = Telemetry.START / 1_000_000_000L + 1;

  private static final String ORDERS = "orders_placed_total";

  /** Path in the document, and what is asked. */
  private static final List<String> DESCRIBED =
      List.of(
          "/query | query?query=up",
          "/query | query?query=vector(1)",
          "/query | query?query=time()",
          "/query | query?query=vector(1)&stats=all",
          "/query | query?query=traces_spanmetrics_calls_total",
          "/query_range | query_range?query=vector(1)&start=0&end=10&step=5",
          "/series | series?match[]=orders_placed_total",
          "/labels | labels",
          "/label/{name}/values | label/job/values",
          "/metadata | metadata",
          "/query_exemplars | query_exemplars?query=orders_placed_total",
          "/rules | rules",
          "/alerts | alerts",
          "/status/buildinfo | status/buildinfo",
          "/status/config | status/config",
          "/status/flags | status/flags",
          "/status/runtimeinfo | status/runtimeinfo",
          "/status/tsdb | status/tsdb",
          "/targets | targets",
          "/targets/metadata | targets/metadata",
          "/format_query | format_query?query=x",
          "/parse_query | parse_query?query=sum(rate(x[5m]))/2");

  private static String text(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode data(String path) throws Exception {
    JsonNode answer = json(BASE + path);
    assertThat(answer.path("status").asString()).isEqualTo("success");
    return answer.path("data");
  }

  @Test
  void answersAnInstantQuery() throws Exception {
    JsonNode data = data("query?query=" + ORDERS + "&time=" + AT);

    assertThat(data.path("resultType").asString()).isEqualTo("vector");
    JsonNode series = data.path("result").get(0);
    assertThat(series.path("metric").path("job").asString()).isEqualTo("shop/checkout");
    assertThat(series.path("metric").path("channel").asString()).isEqualTo("web");
    assertThat(series.path("value").toString()).isEqualTo("[" + AT + ",\"5\"]");
  }

  /** The contract asks for two texts here, where Prometheus itself gives a number and a text. */
  @Test
  void answersATextAsPrometheusDoes() throws Exception {
    assertThat(data("query?query=%22a%22&time=" + AT).toString())
        .isEqualTo("{\"resultType\":\"string\",\"result\":[" + AT + ",\"a\"]}");
  }

  @Test
  void writesBytesThatAreNoTextAsReplacements() throws Exception {
    assertThat(data("query?query=" + text("\"a\\xffé\"")).path("result").get(1).asString())
        .isEqualTo("a\uFFFDé");
    String labelled = "label_replace(vector(1),\"a\",\"\\xff\",\"\",\"\")";
    assertThat(
            data("query?query=" + text(labelled))
                .path("result")
                .get(0)
                .path("metric")
                .path("a")
                .asString())
        .isEqualTo("\uFFFD");
    assertThat(data("parse_query?query=" + text("\"\\xff\"")).path("val").asString())
        .isEqualTo("\uFFFD");
  }

  @Test
  void answersAFormAsItAnswersAnAddress() throws Exception {
    MockHttpServletResponse posted = post(BASE + "query", "query", "1+1", "time", "1700000000.5");

    assertThat(posted.getContentAsString())
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":"
                + "[1700000000.500,\"2\"]}}");
    assertThat(get(BASE + "query?query=1%2B1&time=1700000000.5").getContentAsString())
        .isEqualTo(posted.getContentAsString());
  }

  @Test
  void answersARange() throws Exception {
    JsonNode data =
        data("query_range?query=" + ORDERS + "&start=" + AT + "&end=" + (AT + 60) + "&step=30s");

    assertThat(data.path("resultType").asString()).isEqualTo("matrix");
    assertThat(data.path("result").get(0).path("values").toString())
        .isEqualTo("[[%d,\"5\"],[%d,\"5\"],[%d,\"5\"]]".formatted(AT, AT + 30, AT + 60));
  }

  @Test
  void saysWhichParameterCannotBeGraphed() throws Exception {
    assertThat(get(BASE + "query_range?query=x%5B5m%5D&start=0&end=10&step=1").getContentAsString())
        .contains("invalid parameter \\\"query\\\": invalid expression type");
  }

  @Test
  void countsRequestsAsTheOverviewDoes() throws Exception {
    JsonNode totals = json("/api/v1/overview?from=now-1h&to=now").path("now");
    // Buckets end on 15 s; the last one with a request is over long before now.
    JsonNode counted =
        data("query?query=" + text("sum(traces_spanmetrics_calls_total)") + "&time=" + (AT + 60));
    JsonNode failed =
        data(
            "query?query="
                + text("sum(traces_spanmetrics_calls_total{status_code=\"STATUS_CODE_ERROR\"})")
                + "&time="
                + (AT + 60));

    assertThat(counted.path("result").get(0).path("value").get(1).asString())
        .isEqualTo(totals.path("requests").asString());
    assertThat(failed.path("result").get(0).path("value").get(1).asString())
        .isEqualTo(totals.path("failed").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | bad_data | query?query=1%2B",
        "400 | bad_data | query?query=x&time=never",
        "400 | bad_data | query?query=info(x)",
        "400 | bad_data | query?query=x&limit=-1",
        "400 | bad_data | query_range?query=x&start=2&end=1&step=1",
        "400 | bad_data | query_range?query=x&start=1&end=2&step=0",
        "400 | bad_data | query_range?query=x&start=0&end=11001&step=1",
        "400 | bad_data | query_range?query=x[5m]&start=0&end=10&step=1",
        "400 | bad_data | series",
        "400 | bad_data | series?match[]=rate(x)",
        "400 | bad_data | format_query?query=(",
        "422 | execution | query?query=label_replace(vector(1),%22%22,%22%22,%22%22,%22%22)",
        "400 | bad_data | query?query=vector(1)&timeout=0s",
        "400 | bad_data | query?query=x&time=0x10",
        "400 | bad_data | label/U__/values",
        "400 | bad_data | metadata?limit=x",
        "400 | bad_data | query_exemplars?query=x&start=2&end=1",
        "400 | bad_data | rules?type=x",
        "400 | bad_data | rules?exclude_alerts=x",
        "400 | bad_data | rules?group_limit=-1",
        "400 | bad_data | rules?group_limit=x",
        "400 | bad_data | rules?group_next_token=x",
        "400 | bad_data | rules?match[]=bad[",
      })
  void saysWhatIsWrong(int status, String type, String path) throws Exception {
    MockHttpServletResponse response = get(BASE + path.replace("[", "%5B").replace("]", "%5D"));

    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    JsonNode error = JsonMapper.shared().readTree(response.getContentAsString());
    assertThat(error.path("status").asString()).isEqualTo("error");
    assertThat(error.path("errorType").asString()).isEqualTo(type);
    assertThat(error.path("error").asString()).isNotBlank();
  }

  @Test
  void namesLineAndColumnOfAMistake() throws Exception {
    assertThat(get(BASE + "query?query=rate(x)").getContentAsString())
        .contains("invalid parameter \\\"query\\\": 1:6: parse error: expected type range vector");
  }

  @Test
  void namesTheParameterThatHoldsAMistake() throws Exception {
    for (String path : new String[] {"labels", "series", "label/job/values", "rules"}) {
      assertThat(get(BASE + path + "?match%5B%5D=bad%5B").getContentAsString())
          .as(path)
          .contains("invalid parameter \\\"match[]\\\": 1:");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels?start=2&end=1",
        "series?match[]=x&start=2&end=1",
        "label/job/values?start=2&end=1",
        "metadata?limit=-1",
        "query?query=1&lookback_delta=0",
        "rules?type=alert&exclude_alerts=true&group_limit=5&match[]={a=\"b\"}",
      })
  void takesWhatPrometheusTakes(String path) throws Exception {
    String encoded =
        path.replace("[", "%5B").replace("]", "%5D").replace("\"", "%22").replace("{", "%7B");
    assertThat(get(BASE + encoded.replace("}", "%7D")).getStatus()).isEqualTo(200);
  }

  @Test
  void saysThatItIsThere() throws Exception {
    assertThat(get("/prometheus/-/healthy").getContentAsString()).contains("is Healthy");
    assertThat(get("/prometheus/-/ready").getContentAsString()).contains("is Ready");
  }

  @Test
  void tellsWhatAQueryCostWhenAsked() throws Exception {
    JsonNode stats = data("query?query=" + ORDERS + "&stats=all&time=" + AT).path("stats");

    assertThat(stats.path("timings").path("execTotalTime").asDouble()).isPositive();
    assertThat(stats.path("samples").path("totalQueryableSamples").asInt()).isPositive();
    assertThat(data("query?query=1").has("stats")).isFalse();
  }

  @Test
  void believesTheFormRatherThanTheAddress() throws Exception {
    assertThat(post(BASE + "query?query=1&time=5", "query", "2").getContentAsString())
        .contains("[5,\"2\"]");
  }

  @Test
  void takesElevenThousandPointsAndNoMore() throws Exception {
    assertThat(get(BASE + "query_range?query=1&start=0&end=11000&step=1").getStatus())
        .isEqualTo(200);
  }

  @Test
  void tellsRemarksWithTheirPlace() throws Exception {
    JsonNode answer = json(BASE + "query?query=quantile(2,vector(1))");

    assertThat(answer.path("warnings").get(0).asString())
        .isEqualTo("PromQL warning: quantile value should be between 0 and 1, got 2 (1:10)");
  }

  @Test
  void tellsLabelsAndSeries() throws Exception {
    assertThat(data("labels").toString()).contains("\"channel\"", "\"job\"");
    assertThat(data("label/channel/values").toString()).isEqualTo("[\"web\"]");
    assertThat(data("label/U__channel/values").toString()).isEqualTo("[\"web\"]");
    assertThat(data("label/__name__/values").toString()).contains(ORDERS);
    assertThat(data("series?match%5B%5D=" + ORDERS)).hasSize(1);
    assertThat(data("series?match%5B%5D=" + ORDERS + "&end=1")).isEmpty();
    assertThat(data("metadata?metric=" + ORDERS).path(ORDERS).get(0).path("type").asString())
        .isEqualTo("counter");
  }

  @Test
  void tellsLabelsOfSeriesNobodySent() throws Exception {
    assertThat(data("labels").toString())
        .contains("\"service\"", "\"span_name\"", "\"status_code\"", "\"le\"");
    assertThat(data("label/service/values").toString()).contains("\"shop/checkout\"");
    assertThat(data("label/status_code/values").toString()).contains("STATUS_CODE_ERROR");
  }

  @Test
  void leadsFromAnExemplarToItsTrace() throws Exception {
    JsonNode exemplar = data("query_exemplars?query=" + ORDERS).get(0).path("exemplars").get(0);

    assertThat(exemplar.path("labels").path("trace_id").asString())
        .isEqualTo(Telemetry.FAILING.hex());
    assertThat(exemplar.path("value").asString()).isEqualTo("3");
  }

  @Test
  void formatsAndTakesApart() throws Exception {
    assertThat(data("format_query?query=sum(x)by(a)").asString()).isEqualTo("sum by (a) (x)");
    assertThat(data("parse_query?query=-x").path("expr").path("name").asString()).isEqualTo("x");
  }

  static List<String> described() {
    return DESCRIBED;
  }

  private JsonNode answerTo(String described) throws Exception {
    String asked = described.substring(described.indexOf('|') + 1).strip();
    JsonNode answer =
        json(BASE + asked.replace("[", "%5B").replace("]", "%5D").replace("'", "%27"));
    assertThat(answer.path("status").asString()).isEqualTo("success");
    return answer;
  }

  @ParameterizedTest
  @MethodSource("described")
  void answersWhatPrometheusAnswers(String row) throws Exception {
    assertThat(answerTo(row).has("data")).isTrue();
  }

  @Test
  void answersAsPrometheusDescribesIt() throws Exception {
    Contract contract = Contract.find();
    for (String row : DESCRIBED) {
      contract.check(row.substring(0, row.indexOf('|')).strip(), "get", answerTo(row));
    }
  }
}
