package io.midwatch.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LedgerServiceTest {
  private final IngestLedger door = new InMemoryLedger();
  private long expiredBatches;

  @Test
  void addsUpThoughRequestsComeWhileItReads() {
    door.received(Signal.TRACES, 10, 0, Map.of());
    LedgerService service = new LedgerService(door, store(this::readWhileARequestComes));
    for (int poll = 0; poll < 3; poll++) {
      SignalLedger traces = traces(service);
      assertThat(traces.accepted()).isEqualTo(traces.stored() + traces.expired());
      assertThat(traces.received()).isEqualTo(traces.accepted() + traces.duplicates());
      assertThat(traces.underWay()).isZero();
    }
  }

  @Test
  void namesWhatTheStoreDoesNotCountYet() {
    door.received(Signal.TRACES, 10, 3, Map.of("bad_trace_id", 2L));
    SignalLedger traces = traces(new LedgerService(door, store(() -> stats(6, 1, 2))));

    assertThat(traces.received()).isEqualTo(15);
    assertThat(traces.accepted()).isEqualTo(8);
    assertThat(traces.duplicates()).isEqualTo(5);
    assertThat(traces.underWay()).isEqualTo(1);
  }

  @Test
  void countsAsAcceptedWhatTheStoreHasBeforeItsSenderIsTold() {
    SignalLedger traces = traces(new LedgerService(door, store(() -> stats(6, 0, 1))));

    assertThat(traces.received()).isEqualTo(7);
    assertThat(traces.accepted()).isEqualTo(6);
    assertThat(traces.underWay()).isZero();
  }

  private StoreStats readWhileARequestComes() {
    StoreStats now = stats(10, 10 * expiredBatches, 0);
    expiredBatches++;
    door.received(Signal.TRACES, 10, 0, Map.of());
    return now;
  }

  private static StoreStatus store(Supplier<StoreStats> reading) {
    return new StoreStatus() {
      @Override
      public StoreStats stats() {
        return reading.get();
      }

      @Override
      public List<SourceProgress> progress() {
        return List.of();
      }
    };
  }

  private static StoreStats stats(long stored, long expired, long duplicates) {
    return new StoreStats(
        Map.of(Signal.TRACES, new SignalStats(stored, expired, duplicates, Long.MAX_VALUE, 1, 2)),
        "test");
  }

  private static SignalLedger traces(LedgerService service) {
    return Objects.requireNonNull(service.ledger().get(Signal.TRACES));
  }
}
