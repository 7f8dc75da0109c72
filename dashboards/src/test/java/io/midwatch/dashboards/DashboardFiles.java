package io.midwatch.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this module and those of the checkout that start them. */
final class DashboardFiles {
  private DashboardFiles() {}

  /** Every dashboard, in the order of its name. */
  static List<Path> dashboards() {
    try (Stream<Path> files = Files.list(Path.of("grafana"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
