package io.midwatch.model.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTextTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-2.50, -2.5",
    "0, 0",
    "-0.0, -0",
    "0.000001, 0.000001",
    "0.00000012, 1.2e-7",
    "1e-300, 1e-300",
    "123456789012345680000, 123456789012345680000",
    "1e21, 1e+21",
    "-1.5e300, -1.5e+300",
    "NaN, json: unsupported value: NaN",
    "-Infinity, json: unsupported value: -Inf",
  })
  void numbersAreWrittenAsInJavaScript(double value, String label) {
    assertThat(LabelText.of(AttributeValue.of(value))).isEqualTo(label);
  }

  @ParameterizedTest
  @MethodSource
  void nestedValuesAreJson(AttributeValue value, String label) {
    assertThat(LabelText.of(value)).isEqualTo(label);
  }

  static Stream<Arguments> nestedValuesAreJson() {
    Attributes map =
        Attributes.builder()
            .put("z", AttributeValue.of(true))
            .put("a", AttributeValue.of(List.of(AttributeValue.of(1L), AttributeValue.of(0.5))))
            .put("none", AttributeValue.EMPTY)
            .put("raw", new AttributeValue.BytesValue(Bytes.copyOf(new byte[] {1, 2})))
            .build();
    return Stream.of(
        Arguments.of(AttributeValue.ofStrings("a", "b"), "[\"a\",\"b\"]"),
        Arguments.of(AttributeValue.of(List.of()), "[]"),
        Arguments.of(
            new AttributeValue.MapValue(map),
            "{\"a\":[1,0.5],\"none\":null,\"raw\":\"AQI=\",\"z\":true}"),
        Arguments.of(new AttributeValue.MapValue(Attributes.builder().build()), "{}"),
        Arguments.of(
            AttributeValue.ofStrings("\"<\\>\"\n\u0001\u2028é😀"),
            "[\"\\\"<\\\\>\\\"\\n\\u0001\\u2028é😀\"]"),
        Arguments.of(AttributeValue.of(List.of(AttributeValue.of(Double.NaN))), ""));
  }

  @ParameterizedTest
  @CsvSource({"plain [text], plain [text]", "'', ''"})
  void textStaysAsItIs(String value, String label) {
    assertThat(LabelText.of(AttributeValue.of(value))).isEqualTo(label);
  }
}
