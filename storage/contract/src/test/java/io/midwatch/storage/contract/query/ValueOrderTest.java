package io.midwatch.storage.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
  /** Neighbours that are one number to somebody who compares doubles only. */
  private static final List<AttributeValue> ASCENDING =
      List.of(
          AttributeValue.of(false),
          AttributeValue.of(true),
          AttributeValue.of(Double.NEGATIVE_INFINITY),
          AttributeValue.of(-1e300),
          AttributeValue.of(Long.MIN_VALUE),
          AttributeValue.of(Long.MIN_VALUE + 1),
          AttributeValue.of(-9_007_199_254_740_993L),
          AttributeValue.of(-9_007_199_254_740_992.0),
          AttributeValue.of(-0.5),
          AttributeValue.of(0),
          AttributeValue.of(Double.MIN_VALUE),
          AttributeValue.of(9_007_199_254_740_992.0),
          AttributeValue.of(9_007_199_254_740_993L),
          AttributeValue.of(Long.MAX_VALUE - 1),
          AttributeValue.of(Long.MAX_VALUE),
          AttributeValue.of(0x1p63),
          AttributeValue.of(Double.POSITIVE_INFINITY),
          AttributeValue.of(Double.NaN),
          AttributeValue.of("1"),
          AttributeValue.EMPTY);

  @Test
  void numbersAreInOrderWhateverTheirTypes() {
    for (int left = 0; left < ASCENDING.size(); left++) {
      for (int right = 0; right < ASCENDING.size(); right++) {
        assertThat(
                Integer.signum(
                    ValueOrder.VALUES.compare(ASCENDING.get(left), ASCENDING.get(right))))
            .as("%s and %s", ASCENDING.get(left), ASCENDING.get(right))
            .isEqualTo(Integer.compare(left, right));
      }
    }
  }

  @Test
  void equalNumbersAreOnePlace() {
    assertThat(ValueOrder.VALUES.compare(AttributeValue.of(-0.0), AttributeValue.of(0))).isZero();
    assertThat(ValueOrder.VALUES.compare(AttributeValue.of(3), AttributeValue.of(3.0))).isZero();
    assertThat(
            ValueOrder.VALUES.compare(
                AttributeValue.of(Long.MIN_VALUE), AttributeValue.of(-0x1p63)))
        .isZero();
  }
}
