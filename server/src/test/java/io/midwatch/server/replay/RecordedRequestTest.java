package io.midwatch.server.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedRequestTest {
  private static final String TRACES =
      """
      {"resourceSpans":[{"scopeSpans":[{"spans":[\
      {"name":"a","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":1700000000500000000,\
      "attributes":[{"key":"startTimeUnixNano","value":{"stringValue":"1"}}],\
      "events":[{"timeUnixNano":"1700000000100000000"}]},\
      {"name":"b","startTimeUnixNano":"1699999999000000000","endTimeUnixNano":"0"}]}]}]}\
      """;

  @Test
  void findsTheNewestTimeOfAllKinds() {
    assertThat(RecordedRequest.parse(TRACES).newestUnixNano()).isEqualTo(1700000000500000000L);
  }

  @Test
  void shiftsEveryTimeButUnsetOnesAndAttributes() {
    RecordedRequest request = RecordedRequest.parse(TRACES);

    request.shift(1_000_000_000);

    assertThat(request.toJson())
        .isEqualTo(
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[\
            {"name":"a","startTimeUnixNano":"1700000001000000000","endTimeUnixNano":"1700000001500000000",\
            "attributes":[{"key":"startTimeUnixNano","value":{"stringValue":"1"}}],\
            "events":[{"timeUnixNano":"1700000001100000000"}]},\
            {"name":"b","startTimeUnixNano":"1700000000000000000","endTimeUnixNano":"0"}]}]}]}\
            """);
  }

  @Test
  void keepsNumbersAsRecorded() {
    String metrics =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[\
        {"timeUnixNano":"5","asDouble":0.10000000000000000001}]}}]}]}]}\
        """;
    RecordedRequest request = RecordedRequest.parse(metrics);

    request.shift(1);

    assertThat(request.toJson())
        .isEqualTo(metrics.replace("\"timeUnixNano\":\"5\"", "\"timeUnixNano\":\"6\""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "two spans in two scopes | TRACES  | 2 | {\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]},{\"spans\":[{}]}]}]}",
        "two log records         | LOGS    | 2 | {\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{}]}]}]}",
        "a sum and a gauge       | METRICS | 3 | {\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"sum\":{\"dataPoints\":[{},{}]}},{\"gauge\":{\"dataPoints\":[{}]}}]}]}]}",
        "an empty request        | LOGS    | 0 | {\"resourceLogs\":[]}",
      })
  void countsItems(String what, ReplaySignal signal, int items, String json) {
    RecordedRequest request = RecordedRequest.parse(json);
    assertThat(request.signal()).isEqualTo(signal);
    assertThat(request.items()).isEqualTo(items);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"resourceSpans\":[ | not JSON",
        "[1]                  | no OTLP request",
        "{}                   | no OTLP request",
        "null                 | no OTLP request",
      })
  void refusesWhatIsNoRequest(String json, String message) {
    assertThatThrownBy(() -> RecordedRequest.parse(json))
        .isInstanceOf(UnreadableRequestException.class)
        .hasMessageStartingWith(message);
  }
}
