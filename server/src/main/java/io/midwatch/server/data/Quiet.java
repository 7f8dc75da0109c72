package io.midwatch.server.data;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the store's log out of the answers of a program, which says itself what went wrong. */
final class Quiet {
  /** Held, for the JDK forgets the level of a logger nobody holds. */
  private static final java.util.logging.Logger PLATFORM =
      java.util.logging.Logger.getLogger("io.midwatch");

  private Quiet() {}

  static void logging() {
    PLATFORM.setLevel(java.util.logging.Level.OFF);
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
  }
}
