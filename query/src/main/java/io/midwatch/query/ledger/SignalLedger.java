package io.midwatch.query.ledger;

import java.util.Map;

/**
 * What became of the items of one signal, since the store was made, of one moment. Always {@code
 * received = accepted + rejected + duplicates} and {@code accepted = stored + expired + dropped +
 * underWay}.
 *
 * @param duplicates items of requests sent again, and items merged into an equal row
 * @param expired removed by age or because the store was full
 * @param dropped lost after acceptance, by reason
 * @param underWay acknowledged, and not yet among what the store counts: 0 with a store that shows
 *     what it acknowledges at once, as the embedded one and the one in memory do
 * @param refusedRequests turned away before their items were known, by reason
 */
public record SignalLedger(
    long received,
    long accepted,
    Map<String, Long> rejected,
    long duplicates,
    Map<String, Long> dropped,
    long stored,
    long expired,
    long underWay,
    Map<String, Long> refusedRequests,
    long refusedBytes) {
  public SignalLedger {
    rejected = Map.copyOf(rejected);
    dropped = Map.copyOf(dropped);
    refusedRequests = Map.copyOf(refusedRequests);
  }
}
