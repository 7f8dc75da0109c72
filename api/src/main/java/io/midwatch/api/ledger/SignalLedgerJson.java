package io.midwatch.api.ledger;

import io.midwatch.query.ledger.SignalLedger;
import java.util.Map;

/**
 * Items of one signal since the store was made. In every answer {@code received = accepted +
 * rejected + duplicates} and {@code accepted = stored + expired + dropped + underWay}. Rejected and
 * dropped are by reason; refused counts requests by reason, and bytes.
 */
record SignalLedgerJson(
    long received,
    long accepted,
    Map<String, Long> rejected,
    long duplicates,
    Map<String, Long> dropped,
    long stored,
    long expired,
    long underWay,
    Refused refused) {

  record Refused(Map<String, Long> requests, long bytes) {}

  static SignalLedgerJson of(SignalLedger ledger) {
    return new SignalLedgerJson(
        ledger.received(),
        ledger.accepted(),
        ledger.rejected(),
        ledger.duplicates(),
        ledger.dropped(),
        ledger.stored(),
        ledger.expired(),
        ledger.underWay(),
        new Refused(ledger.refusedRequests(), ledger.refusedBytes()));
  }
}
