package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryTokens;

class InMemoryTokensTest extends TokensContract {
  @Override
  protected Stores newStores() {
    InMemoryAuditLog audit = new InMemoryAuditLog();
    return new Stores(new InMemoryTokens(audit), audit);
  }
}
