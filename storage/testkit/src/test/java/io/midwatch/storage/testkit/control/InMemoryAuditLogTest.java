package io.midwatch.storage.testkit.control;

import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;

class InMemoryAuditLogTest extends AuditLogContract {
  @Override
  protected AuditLog newLog() {
    return new InMemoryAuditLog();
  }
}
