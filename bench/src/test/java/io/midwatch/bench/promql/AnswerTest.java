package io.midwatch.bench.promql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static Answer vector(String result) throws IOException {
    return Answer.parse(
        ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + result
                + "]}}")
            .getBytes(UTF_8));
  }

  private static Answer number(String value) throws IOException {
    return vector("{\"metric\":{\"job\":\"a\"},\"value\":[1.5,\"" + value + "\"]}");
  }

  @Test
  void isNoDifferenceInTheLastPlaces() throws IOException {
    assertThat(number("0.30000000000000004").difference(number("0.3"))).isEmpty();
    assertThat(number("NaN").difference(number("NaN"))).isEmpty();
    assertThat(number("+Inf").difference(number("+Inf"))).isEmpty();
  }

  @Test
  void tellsDifferences() throws IOException {
    assertThat(number("1").difference(number("1.0001"))).contains("1.0").contains("1.0001");
    assertThat(number("NaN").difference(number("1"))).isNotEmpty();
    assertThat(number("+Inf").difference(number("-Inf"))).isNotEmpty();
    assertThat(number("1").difference(vector(""))).contains("missing");
    assertThat(vector("").difference(number("1"))).contains("too much");
    Answer error =
        Answer.parse(
            "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"x\"}".getBytes(UTF_8));
    assertThat(error.difference(number("1"))).contains("execution: x");
    assertThat(error.difference(error)).isEmpty();
  }

  @Test
  void comparesBucketsOfHistograms() throws IOException {
    String histogram =
        "{\"metric\":{},\"histogram\":[1,{\"count\":\"3\",\"sum\":\"5\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]}";
    assertThat(vector(histogram).difference(vector(histogram))).isEmpty();
    assertThat(vector(histogram).difference(vector(histogram.replace("\"3\"]]", "\"4\"]]"))))
        .isNotEmpty();
  }
}
