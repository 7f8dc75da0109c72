package io.midwatch.api.ledger;

import io.midwatch.api.request.Parameters;
import io.midwatch.query.ledger.LedgerService;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/ingest/ledger}. */
@RestController
class LedgerController {
  private final LedgerService ledger;

  LedgerController(LedgerService ledger) {
    this.ledger = ledger;
  }

  /** By signal: traces, metrics, logs. */
  record LedgerJson(Map<String, SignalLedgerJson> signals) {}

  @GetMapping("/api/v1/ingest/ledger")
  LedgerJson ledger(Parameters parameters) {
    parameters.allowNone();
    Map<String, SignalLedgerJson> signals = new LinkedHashMap<>();
    ledger
        .ledger()
        .forEach((signal, counts) -> signals.put(signal.label(), SignalLedgerJson.of(counts)));
    return new LedgerJson(signals);
  }
}
