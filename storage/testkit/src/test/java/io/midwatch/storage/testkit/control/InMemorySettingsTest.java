package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemorySettings;

class InMemorySettingsTest extends SettingsStoreContract {
  @Override
  protected Stores newStores() {
    InMemoryAuditLog audit = new InMemoryAuditLog();
    return new Stores(new InMemorySettings(audit), audit);
  }
}
