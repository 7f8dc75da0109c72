package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.control.alert.AlertStore;
import io.midwatch.storage.contract.memory.InMemoryAlertStore;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;

class InMemoryAlertOutboxTest extends AlertOutboxContract {
  @Override
  protected AlertStore newStore() {
    return new InMemoryAlertStore(new InMemoryAuditLog());
  }
}
