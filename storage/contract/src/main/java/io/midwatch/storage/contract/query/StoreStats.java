package io.midwatch.storage.contract.query;

import io.midwatch.model.Signal;
import java.util.Map;

/** What a store holds, per signal. */
public record StoreStats(Map<Signal, SignalStats> signals, String kind) {
  public StoreStats {
    signals = Map.copyOf(signals);
  }

  /**
   * @param stored items held now
   * @param expired items removed by age or because the store was full
   * @param duplicates items merged into an equal row (spans, points)
   * @param capacity items the store may hold, {@link Long#MAX_VALUE} when only disk bounds it
   * @param oldestUnixNano time of the oldest item, 0 when empty
   * @param newestUnixNano time of the newest item, 0 when empty
   */
  public record SignalStats(
      long stored,
      long expired,
      long duplicates,
      long capacity,
      long oldestUnixNano,
      long newestUnixNano) {}
}
