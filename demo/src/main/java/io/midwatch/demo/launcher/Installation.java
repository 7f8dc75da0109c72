package io.midwatch.demo.launcher;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build has put together.
 *
 * @param jar the demo's jar, beside its {@code lib} folder
 */
record Installation(Path jar) {
  /**
   * The installation this class runs from.
   *
   * @throws UsageException when it does not run from a built jar with the agent beside it
   */
  static Installation find() {
    try {
      var jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      var installation = new Installation(jar);
      if (!Files.isRegularFile(jar) || !Files.exists(installation.agent())) {
        throw new UsageException(
            "The demo runs from its jar: build it with 'mvn -pl demo package'");
      }
      return installation;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The demo's jar has a broken location", e);
    }
  }

  /** The OpenTelemetry Java agent. */
  Path agent() {
    return jar.resolveSibling("agent").resolve("opentelemetry-javaagent.jar");
  }

  /** PostgreSQL for systems that have none. */
  Path postgres() {
    return jar.resolveSibling("postgres").resolve("postgres-binaries.jar");
  }
}
