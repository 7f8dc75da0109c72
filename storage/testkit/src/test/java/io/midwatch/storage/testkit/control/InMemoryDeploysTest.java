package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryDeploys;

class InMemoryDeploysTest extends DeploysContract {
  @Override
  protected Stores newStores() {
    InMemoryAuditLog audit = new InMemoryAuditLog();
    return new Stores(new InMemoryDeploys(audit), audit);
  }
}
