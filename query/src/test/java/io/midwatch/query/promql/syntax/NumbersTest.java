package io.midwatch.query.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void writesTheShortestTextWithoutExponent() {
    assertThat(Numbers.format(0.00001)).isEqualTo("0.00001");
    assertThat(Numbers.format(-1.25e-4)).isEqualTo("-0.000125");
    assertThat(Numbers.format(1.5e20)).isEqualTo("150000000000000000000");
    assertThat(Numbers.format(12345678.25)).isEqualTo("12345678.25");
    assertThat(Numbers.format(-0.0)).isEqualTo("-0");
    assertThat(Numbers.format(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }

  @Test
  void writesNumbersOfHistogramsWithAnExponentWhenTheyAreLongOtherwise() {
    assertThat(Numbers.formatGeneral(-1e-128)).isEqualTo("-1e-128");
    assertThat(Numbers.formatGeneral(0.00012)).isEqualTo("0.00012");
    assertThat(Numbers.formatGeneral(0.000012)).isEqualTo("1.2e-05");
    assertThat(Numbers.formatGeneral(39616)).isEqualTo("39616");
    assertThat(Numbers.formatGeneral(999_999.5)).isEqualTo("999999.5");
    assertThat(Numbers.formatGeneral(1_234_567)).isEqualTo("1.234567e+06");
    assertThat(Numbers.formatGeneral(1e6)).isEqualTo("1e+06");
    assertThat(Numbers.formatGeneral(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
    assertThat(Numbers.formatGeneral(0)).isEqualTo("0");
  }

  @Test
  void writesAnyNumberAsBigDecimalWould() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(60) - 30);
      assertThat(Numbers.format(value))
          .isEqualTo(new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
    }
  }
}
