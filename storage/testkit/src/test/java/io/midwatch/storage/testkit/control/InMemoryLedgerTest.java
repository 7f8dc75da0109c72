package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.memory.InMemoryLedger;

class InMemoryLedgerTest extends IngestLedgerContract {
  @Override
  protected IngestLedger newLedger() {
    return new InMemoryLedger();
  }
}
