package io.midwatch.query.ledger;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.control.IngestLedger.Entry;
import io.midwatch.storage.contract.control.IngestLedger.Ledger;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.EnumMap;
import java.util.Map;

/** Answers what came in and what became of it. Thread-safe. */
public final class LedgerService {
  private static final int ATTEMPTS = 20;
  private static final SignalStats NOTHING = new SignalStats(0, 0, 0, 0, 0, 0);

  private final IngestLedger ledger;
  private final StoreStatus status;

  public LedgerService(IngestLedger ledger, StoreStatus status) {
    this.ledger = ledger;
    this.status = status;
  }

  /**
   * Every signal, those without items with zeros. What the door counted and what the store holds
   * are read as one where no request comes between; under load a request may be in the one only.
   */
  public Map<Signal, SignalLedger> ledger() {
    Ledger before = ledger.snapshot();
    StoreStats stats = status.stats();
    Ledger after = ledger.snapshot();
    for (int i = 0; i < ATTEMPTS && !after.equals(before); i++) {
      before = after;
      stats = status.stats();
      after = ledger.snapshot();
    }
    Map<Signal, SignalLedger> signals = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      signals.put(
          signal,
          of(
              after.signals().getOrDefault(signal, Entry.ZERO),
              stats.signals().getOrDefault(signal, NOTHING)));
    }
    return signals;
  }

  private static SignalLedger of(Entry entry, SignalStats stats) {
    return new SignalLedger(
        entry.received(),
        entry.accepted() - stats.duplicates(),
        entry.rejectedByReason(),
        entry.duplicates() + stats.duplicates(),
        Map.of(),
        stats.stored(),
        stats.expired(),
        entry.refusedRequestsByReason(),
        entry.refusedBytes());
  }
}
