package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;

class InMemoryErrorStatesTest extends ErrorStatesContract {
  @Override
  protected Stores newStores() {
    InMemoryAuditLog audit = new InMemoryAuditLog();
    return new Stores(new InMemoryErrorStates(audit), audit);
  }
}
