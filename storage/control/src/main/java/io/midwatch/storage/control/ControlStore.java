package io.midwatch.storage.control;

import io.midwatch.storage.contract.control.AuditLog;
import io.midwatch.storage.contract.control.Deploys;
import io.midwatch.storage.contract.control.ErrorStates;
import java.nio.file.Path;

/**
 * The control state on disk, by its ports. What a call changed is durable when it returns.
 * Thread-safe.
 */
public final class ControlStore implements AutoCloseable {
  /** The file within a data folder. */
  public static final String FILE = "control/control.db";

  private final ControlDatabase database;
  private final JdbcAuditLog audit;
  private final JdbcErrorStates errorStates;
  private final JdbcDeploys deploys;

  private ControlStore(ControlDatabase database) {
    this.database = database;
    audit = new JdbcAuditLog(database);
    errorStates = new JdbcErrorStates(database, audit);
    deploys = new JdbcDeploys(database, audit);
  }

  /**
   * Opens the file, makes it when there is none.
   *
   * @throws io.midwatch.storage.contract.StoreException when it cannot be opened, or was written by
   *     a newer version
   */
  public static ControlStore open(Path file) {
    return new ControlStore(ControlDatabase.open(file));
  }

  public ErrorStates errorStates() {
    return errorStates;
  }

  public Deploys deploys() {
    return deploys;
  }

  public AuditLog audit() {
    return audit;
  }

  @Override
  public void close() {
    database.close();
  }
}
