package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.memory.InMemoryAlertStore;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;

class InMemoryAlertStoreTest extends AlertStoreContract {
  @Override
  protected Stores newStores() {
    InMemoryAuditLog audit = new InMemoryAuditLog();
    return new Stores(new InMemoryAlertStore(audit), audit);
  }
}
