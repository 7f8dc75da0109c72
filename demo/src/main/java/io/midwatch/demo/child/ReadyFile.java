package io.midwatch.demo.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file by which a demo process tells the launcher that it is ready; its path is in {@value
 * #PROPERTY}.
 */
public final class ReadyFile {
  /** System property with the path of the file to create. */
  public static final String PROPERTY = "demo.ready-file";

  private ReadyFile() {}

  /**
   * Creates the file; does nothing when the process was started by hand and the property is not
   * set.
   *
   * @throws UncheckedIOException when the file can't be written
   */
  public static void create() {
    String path = System.getProperty(PROPERTY);
    if (path == null) {
      return;
    }
    try {
      Files.writeString(Path.of(path), "ready\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the ready file " + path, e);
    }
  }
}
