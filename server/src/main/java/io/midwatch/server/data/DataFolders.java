package io.midwatch.server.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the data folder a server would use. */
final class DataFolders {
  private DataFolders() {}

  /**
   * The folder given, else that of the environment, else {@code data}.
   *
   * @throws IllegalArgumentException when it does not exist
   */
  static Path require(@Nullable String given, Map<String, String> environment) {
    String name = given == null ? environment.getOrDefault("MIDWATCH_DATA_DIR", "data") : given;
    Path folder = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no data folder " + folder);
    }
    return folder;
  }
}
