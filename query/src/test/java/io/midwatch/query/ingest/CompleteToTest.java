package io.midwatch.query.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.SourceProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteToTest {
  @Test
  void isWhereTheSlowestSourceOfSpansStands() {
    assertThat(
            CompleteTo.of(
                List.of(
                    progress("a", Signal.TRACES, 70, 75),
                    progress("b", Signal.TRACES, 60, 75),
                    progress("a", Signal.METRICS, 20, 75))))
        .isEqualTo(60);
  }

  @Test
  void isTheNewestItemOfOtherSignalsWithoutSpans() {
    assertThat(
            CompleteTo.of(
                List.of(progress("a", Signal.METRICS, 20, 75), progress("a", Signal.LOGS, 30, 75))))
        .isEqualTo(30);
    assertThat(CompleteTo.of(List.of())).isZero();
  }

  @Test
  void neverLiesAfterTheReceipt() {
    assertThat(CompleteTo.of(List.of(progress("a", Signal.TRACES, 900, 75)))).isEqualTo(75);
  }

  private static SourceProgress progress(String source, Signal signal, long latest, long received) {
    return new SourceProgress(source, signal, latest, received, 1);
  }
}
