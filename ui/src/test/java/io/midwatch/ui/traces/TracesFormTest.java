package io.midwatch.ui.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesFormTest {
  @ParameterizedTest(name = "{0} is {1} ns")
  @CsvSource({
    "250ms, 250000000",
    "1.5s, 1500000000",
    "40, 40000000",
    "7us, 7000",
    "2m, 120000000000",
    "3 s, 3000000000"
  })
  void readsDurations(String text, long nanos) {
    assertThat(TracesForm.nanos(text)).isEqualTo(nanos);
  }

  @Test
  void saysWhatItExpected() {
    assertThatThrownBy(() -> TracesForm.nanos("soon")).hasMessageContaining("expected 250ms");
    assertThat(TracesForm.nanos(null)).isNull();
  }
}
