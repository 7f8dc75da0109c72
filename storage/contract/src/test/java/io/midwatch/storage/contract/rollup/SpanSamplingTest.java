package io.midwatch.storage.contract.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.midwatch.storage.contract.rollup.SpanSampling.Kind;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanSamplingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing sent           | ''                            | EVERY   | 1",
        "another vendor         | congo=t61rcWkgMzE             | EVERY   | 1",
        "nothing dropped        | ot=th:0                       | EVERY   | 1",
        "every second           | ot=th:8                       | SHARE   | 2",
        "one in four            | ot=th:c                       | SHARE   | 4",
        "zeros say nothing      | ot=th:c0000000000000          | SHARE   | 4",
        "one in a hundred       | ot=th:fd70a3d70a3d71          | SHARE   | 100",
        "among others           | a=b,ot=rv:9b8233f7e3a151;th:c | SHARE   | 4",
        "with blanks            | 'a=b, ot=th:c ,c=d'           | SHARE   | 4",
        "key that only ends so  | rot=th:c                      | EVERY   | 1",
        "randomness alone       | ot=rv:9b8233f7e3a151          | UNKNOWN | 1",
        "upper case is no digit | ot=th:C                       | UNKNOWN | 1",
        "too many digits        | ot=th:c00000000000000         | UNKNOWN | 1",
        "no digit               | ot=th:                        | UNKNOWN | 1",
        "beyond any sampler     | ot=th:ffffffffffffff          | UNKNOWN | 16777215",
      })
  void readsTheThreshold(String behaviour, String state, Kind kind, long count) {
    assertThat(SpanSampling.of(state, 7, 7, 7))
        .as(behaviour)
        .isEqualTo(new SpanSampling(kind, count));
  }

  @Test
  void sharesThatAreNoWholeNumberAreRightInTheMean() {
    double mean =
        LongStream.range(1, 30_000)
            .map(id -> SpanSampling.of("ot=th:4", 7, id, 3).count())
            .average()
            .orElseThrow();

    assertThat(mean).isCloseTo(4.0 / 3, within(0.01));
    assertThat(SpanSampling.of("ot=th:4", 7, 1, 3).kind()).isEqualTo(Kind.SHARE);
  }
}
