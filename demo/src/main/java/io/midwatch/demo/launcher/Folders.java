package io.midwatch.demo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the demo keeps its files: {@code logs/}, {@code run/} (ready files, host names), {@code
 * truth.jsonl}, {@code midwatch/} (the store).
 *
 * @param home absolute
 */
record Folders(Path home) {
  /** Makes the folders. */
  static Folders create(Path dataDir) throws IOException {
    var folders = new Folders(dataDir.toAbsolutePath().normalize());
    Files.createDirectories(folders.logs());
    Files.createDirectories(folders.run());
    return folders;
  }

  Path logs() {
    return home.resolve("logs");
  }

  Path run() {
    return home.resolve("run");
  }

  /** What the Midwatch server stores; kept from one demo to the next. */
  Path serverData() {
    return home.resolve("midwatch");
  }

  Path log(String process) {
    return logs().resolve(process + ".log");
  }

  Path readyFile(String process) {
    return run().resolve(process + ".ready");
  }

  Path truth() {
    return home.resolve("truth.jsonl");
  }
}
