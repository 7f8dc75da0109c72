package io.midwatch.storage.wal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.control.IngestLedger.Entry;
import io.midwatch.storage.testkit.control.IngestLedgerContract;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableLedgerTest extends IngestLedgerContract {
  @TempDir Path folder;

  @Override
  protected IngestLedger newLedger() {
    return open(0);
  }

  private DurableLedger open(long accepted) {
    return DurableLedger.open(new LocalDisk(folder), _ -> accepted);
  }

  @Test
  void takesAcceptedItemsFromTheStoreAndTheRestFromItsFile() {
    DurableLedger ledger = open(0);
    ledger.received(Signal.TRACES, 10, 2, Map.of("bad_trace_id", 3L));
    ledger.refused(Signal.LOGS, "overloaded", 500);
    ledger.save();
    ledger.received(Signal.TRACES, 5, 0, Map.of());

    IngestLedger.Ledger again = open(15).snapshot();

    assertThat(again.signals().get(Signal.TRACES))
        .isEqualTo(new Entry(20, 15, 2, Map.of("bad_trace_id", 3L), Map.of(), 0));
    assertThat(again.signals().get(Signal.LOGS))
        .isEqualTo(new Entry(15, 15, 0, Map.of(), Map.of("overloaded", 1L), 500));
  }

  @Test
  void hasRepeatedRequestsOnDiskWhenTheirSenderIsTold() {
    open(0).received(Signal.TRACES, 0, 7, Map.of());

    assertThat(open(0).snapshot().signals().get(Signal.TRACES))
        .isEqualTo(new Entry(7, 0, 7, Map.of(), Map.of(), 0));
  }

  @Test
  void refusesADamagedFile() throws IOException {
    DurableLedger ledger = open(0);
    ledger.received(Signal.TRACES, 10, 2, Map.of("bad_trace_id", 3L));
    ledger.save();
    Path file = folder.resolve(DurableLedger.FILE);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      Files.write(file, flipped);
      assertThatThrownBy(() -> open(0)).as("byte %s", at).isInstanceOf(StoreException.class);
    }
  }
}
