package io.midwatch.storage.contract.control;

import io.midwatch.model.Signal;
import java.util.Map;

/**
 * Counts every item from the socket to the store. Thread-safe. Per signal {@code received =
 * accepted + rejected + duplicates} for requests read to their end; {@code refused} counts requests
 * turned away before that. Counts only grow.
 */
public interface IngestLedger {
  /**
   * A request read to its end; reasons map to item counts, their sum is what was rejected.
   *
   * @throws IllegalArgumentException when a count is negative; nothing of the call is counted
   */
  void received(Signal signal, long accepted, long duplicates, Map<String, Long> rejectedByReason);

  /** A request turned away before its items were known. */
  void refused(Signal signal, String reason, long bytes);

  /** One consistent snapshot. */
  Ledger snapshot();

  /** Counts per signal; a signal nothing was counted for is present with zeros. */
  record Ledger(Map<Signal, Entry> signals) {
    public Ledger {
      signals = Map.copyOf(signals);
    }
  }

  /** Items, and for {@code refused} requests and bytes, since the data folder was made. */
  record Entry(
      long received,
      long accepted,
      long duplicates,
      Map<String, Long> rejectedByReason,
      Map<String, Long> refusedRequestsByReason,
      long refusedBytes) {
    public static final Entry ZERO = new Entry(0, 0, 0, Map.of(), Map.of(), 0);

    public Entry {
      rejectedByReason = Map.copyOf(rejectedByReason);
      refusedRequestsByReason = Map.copyOf(refusedRequestsByReason);
    }

    public long rejected() {
      return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
