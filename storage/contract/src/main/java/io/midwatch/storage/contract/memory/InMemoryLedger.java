package io.midwatch.storage.contract.memory;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.control.IngestLedger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** A ledger that lasts as long as the process. Memory is bounded by the reasons its callers use. */
public final class InMemoryLedger implements IngestLedger {
  private final Map<Signal, Counts> counts = new EnumMap<>(Signal.class);

  public InMemoryLedger() {
    for (Signal signal : Signal.values()) {
      counts.put(signal, new Counts());
    }
  }

  @Override
  public synchronized void received(
      Signal signal, long accepted, long duplicates, Map<String, Long> rejectedByReason) {
    requireNotNegative("accepted", accepted);
    requireNotNegative("duplicates", duplicates);
    rejectedByReason.forEach(InMemoryLedger::requireNotNegative);
    Counts of = of(signal);
    of.accepted += accepted;
    of.duplicates += duplicates;
    rejectedByReason.forEach((reason, items) -> of.rejected.merge(reason, items, Long::sum));
  }

  @Override
  public synchronized void refused(Signal signal, String reason, long bytes) {
    requireNotNegative("bytes", bytes);
    Counts of = of(signal);
    of.refused.merge(reason, 1L, Long::sum);
    of.refusedBytes += bytes;
  }

  @Override
  public synchronized Ledger snapshot() {
    Map<Signal, Entry> entries = new EnumMap<>(Signal.class);
    counts.forEach((signal, of) -> entries.put(signal, of.entry()));
    return new Ledger(entries);
  }

  private Counts of(Signal signal) {
    return java.util.Objects.requireNonNull(counts.get(signal));
  }

  private static void requireNotNegative(String what, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException(what + " must not be negative: " + amount);
    }
  }

  private static final class Counts {
    private final Map<String, Long> rejected = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();
    private long accepted;
    private long duplicates;
    private long refusedBytes;

    private Entry entry() {
      long rejectedItems = rejected.values().stream().mapToLong(Long::longValue).sum();
      long received = accepted + duplicates + rejectedItems;
      return new Entry(received, accepted, duplicates, rejected, refused, refusedBytes);
    }
  }
}
