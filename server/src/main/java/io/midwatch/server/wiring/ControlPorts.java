package io.midwatch.server.wiring;

import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.control.ErrorStates;

/**
 * The control state, by its ports.
 *
 * @param release ends it
 */
record ControlPorts(ErrorStates errorStates, Deploys deploys, AuditLog audit, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
