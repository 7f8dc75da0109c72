package io.midwatch.demo.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** Finds PostgreSQL's programs: the system's, else those the build has fetched. */
final class PostgresPrograms {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr/local/lib/postgresql"));

  private PostgresPrograms() {}

  /**
   * The newest of the system's folders with {@code initdb} and {@code postgres}, if there is one.
   */
  static Optional<Path> findSystem() throws IOException {
    for (Path root : SYSTEM) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> versions = Files.list(root)) {
          Optional<Path> bin =
              versions
                  .map(version -> version.resolve("bin"))
                  .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                  .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                  .max(Comparator.comparing(Path::toString));
          if (bin.isPresent()) {
            return bin;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Unpacks the programs that the build has fetched from Maven Central and returns their folder.
   *
   * @param jar holds one {@code .txz} archive
   * @throws UsageException when the jar is not there or has no archive
   */
  static Path unpack(Path jar, Path target) throws IOException, InterruptedException {
    if (!Files.exists(jar)) {
      throw new UsageException(
          "PostgreSQL is neither installed nor in " + jar + "; install it or build the demo again");
    }
    Files.createDirectories(target);
    try (var zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .map(ZipEntry.class::cast)
              .findFirst()
              .orElseThrow(
                  () -> new UsageException(jar + " has no .txz archive; build the demo again"));
      var tar =
          new ProcessBuilder("tar", "-xf", "-", "--no-same-owner", "-C", target.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream in = new XZInputStream(zip.getInputStream(archive));
          OutputStream out = tar.getOutputStream()) {
        in.transferTo(out);
      }
      if (tar.waitFor() != 0) {
        throw new IOException("tar ended with code " + tar.exitValue() + " while unpacking " + jar);
      }
    }
    return target.resolve("bin");
  }
}
