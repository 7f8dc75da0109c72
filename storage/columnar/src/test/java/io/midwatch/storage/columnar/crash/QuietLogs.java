package io.midwatch.storage.columnar.crash;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the store's own messages out of the output while disks die by the thousand. */
final class QuietLogs implements AutoCloseable {
  private final Logger logger = Logger.getLogger("io.midwatch.storage");
  private final Level before = logger.getLevel();

  QuietLogs() {
    logger.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    logger.setLevel(before);
  }
}
