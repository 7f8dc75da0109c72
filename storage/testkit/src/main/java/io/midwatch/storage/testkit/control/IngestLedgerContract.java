package io.midwatch.storage.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.control.IngestLedger.Entry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link IngestLedger} does. */
public abstract class IngestLedgerContract {
  /** An empty ledger. */
  protected abstract IngestLedger newLedger();

  @Test
  void startsWithZerosForEverySignal() {
    assertThat(newLedger().snapshot().signals()).containsOnlyKeys(Signal.values());
    assertThat(newLedger().snapshot().signals().values()).containsOnly(Entry.ZERO);
  }

  @Test
  void addsUpWhatRequestsBrought() {
    IngestLedger ledger = newLedger();

    ledger.received(Signal.TRACES, 10, 0, Map.of("zero_trace_id", 2L));
    ledger.received(Signal.TRACES, 5, 0, Map.of("zero_trace_id", 1L, "too_large", 4L));
    ledger.received(Signal.TRACES, 0, 7, Map.of());

    Entry traces = entry(ledger, Signal.TRACES);
    assertThat(traces.accepted()).isEqualTo(15);
    assertThat(traces.duplicates()).isEqualTo(7);
    assertThat(traces.rejectedByReason())
        .containsOnly(Map.entry("zero_trace_id", 3L), Map.entry("too_large", 4L));
    assertThat(traces.rejected()).isEqualTo(7);
    assertThat(traces.received()).isEqualTo(29);
  }

  @Test
  void keepsSignalsApart() {
    IngestLedger ledger = newLedger();

    ledger.received(Signal.LOGS, 3, 0, Map.of());

    assertThat(entry(ledger, Signal.LOGS).accepted()).isEqualTo(3);
    assertThat(entry(ledger, Signal.TRACES)).isEqualTo(Entry.ZERO);
    assertThat(entry(ledger, Signal.METRICS)).isEqualTo(Entry.ZERO);
  }

  @Test
  void countsRefusedRequestsAndBytesApartFromItems() {
    IngestLedger ledger = newLedger();

    ledger.refused(Signal.METRICS, "overloaded", 1_000);
    ledger.refused(Signal.METRICS, "overloaded", 500);
    ledger.refused(Signal.METRICS, "too_large", 9);

    Entry metrics = entry(ledger, Signal.METRICS);
    assertThat(metrics.refusedRequestsByReason())
        .containsOnly(Map.entry("overloaded", 2L), Map.entry("too_large", 1L));
    assertThat(metrics.refusedBytes()).isEqualTo(1_509);
    assertThat(metrics.received()).isZero();
  }

  @Test
  void doesNotChangeASnapshotAfterwards() {
    IngestLedger ledger = newLedger();
    ledger.received(Signal.LOGS, 3, 0, Map.of());
    Entry before = entry(ledger, Signal.LOGS);

    ledger.received(Signal.LOGS, 4, 0, Map.of("late", 1L));

    assertThat(before.accepted()).isEqualTo(3);
    assertThat(before.rejectedByReason()).isEmpty();
  }

  @Test
  void refusesToCountBackwardsAndCountsNothingOfSuchACall() {
    IngestLedger ledger = newLedger();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.received(Signal.LOGS, 1, 0, Map.of("late", -1L)));

    assertThat(entry(ledger, Signal.LOGS)).isEqualTo(Entry.ZERO);
  }

  @Test
  void snapshotsAddUpWhileOthersCount() throws InterruptedException {
    IngestLedger ledger = newLedger();
    Thread counting =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 2_000; i++) {
                ledger.received(Signal.TRACES, 2, 1, Map.of("late", 1L));
              }
            });
    while (counting.isAlive()) {
      Entry seen = entry(ledger, Signal.TRACES);
      assertThat(seen.accepted()).isEqualTo(2 * seen.duplicates());
      assertThat(seen.received()).isEqualTo(4 * seen.rejected());
    }
    counting.join();
    assertThat(entry(ledger, Signal.TRACES).received()).isEqualTo(8_000);
  }

  private static Entry entry(IngestLedger ledger, Signal signal) {
    return java.util.Objects.requireNonNull(ledger.snapshot().signals().get(signal));
  }
}
