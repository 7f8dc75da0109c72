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
  private static final SignalStats NOTHING = new SignalStats(0, 0, 0, 0, 0, 0);

  private final IngestLedger ledger;
  private final StoreStatus status;

  public LedgerService(IngestLedger ledger, StoreStatus status) {
    this.ledger = ledger;
    this.status = status;
  }

  /**
   * Every signal, those without items with zeros. Every answer adds up, whatever comes meanwhile.
   */
  public Map<Signal, SignalLedger> ledger() {
    // The door first: what it has counted is in the store by then. What came to the store since is
    // accepted too, its sender is being told just now.
    Ledger counted = ledger.snapshot();
    StoreStats stats = status.stats();
    Map<Signal, SignalLedger> signals = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      signals.put(
          signal,
          of(
              counted.signals().getOrDefault(signal, Entry.ZERO),
              stats.signals().getOrDefault(signal, NOTHING)));
    }
    return signals;
  }

  private static SignalLedger of(Entry entry, SignalStats stats) {
    long arrived = stats.stored() + stats.expired() + stats.duplicates();
    long taken = Math.max(entry.accepted(), arrived);
    return new SignalLedger(
        taken + entry.duplicates() + entry.rejected(),
        taken - stats.duplicates(),
        entry.rejectedByReason(),
        entry.duplicates() + stats.duplicates(),
        Map.of(),
        stats.stored(),
        stats.expired(),
        taken - arrived,
        entry.refusedRequestsByReason(),
        entry.refusedBytes());
  }
}
