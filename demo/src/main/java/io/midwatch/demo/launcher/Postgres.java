package io.midwatch.demo.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fresh PostgreSQL on loopback with the demo's schema. It refuses to run as root, so root hands
 * it to the user 65534; its files are in a folder of their own below the temporary folder, which
 * that user can reach.
 */
final class Postgres {
  private static final String HOME_PREFIX = "midwatch-demo-";
  private static final String NOBODY = "65534";
  private static final String DATABASE = "orders";

  /** The only database user; it has no password and can connect from loopback only. */
  static final String USER = "demo";

  private final int port;
  private final Path home;
  private final Child process;

  private Postgres(int port, Path home, Child process) {
    this.port = port;
    this.home = home;
    this.process = process;
  }

  /**
   * Makes a database cluster and starts it. The system property {@code demo.carried-postgresql}
   * makes it take the carried programs in any case.
   *
   * @param carried jar with PostgreSQL's programs, for systems that have none
   */
  static Postgres start(int port, Path carried, Folders folders)
      throws IOException, InterruptedException {
    Path home = newHome(folders.run().resolve("postgresql-folder"));
    try {
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path system = PostgresPrograms.findSystem().orElse(null);
      Path bin =
          system == null || Boolean.getBoolean("demo.carried-postgresql")
              ? PostgresPrograms.unpack(carried, home.resolve("programs"))
              : system;
      Path data = Files.createDirectory(home.resolve("data"));
      List<String> user = dropRoot(data);
      run(
          join(
              user,
              bin.resolve("initdb"),
              "-D",
              data,
              "--no-sync",
              "-U",
              USER,
              "-A",
              "trust",
              "-E",
              "UTF8",
              "--locale=C"),
          folders.log("postgresql-init"));
      List<String> server =
          join(
              user,
              bin.resolve("postgres"),
              "-D",
              data,
              "-p",
              port,
              "-k",
              data,
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "fsync=off",
              "-c",
              "max_connections=60",
              "-c",
              "shared_buffers=32MB",
              "-c",
              "log_checkpoints=off",
              "-c",
              "max_parallel_workers_per_gather=0",
              "-c",
              "jit=off");
      Child process =
          Child.start(
              "postgresql",
              LeashedCommand.of("INT", server),
              Map.of("LC_ALL", "C"),
              folders.log("postgresql"),
              folders.readyFile("postgresql"));
      return new Postgres(port, home, process);
    } catch (IOException | RuntimeException e) {
      delete(home);
      throw e;
    }
  }

  /**
   * Makes a folder, notes its path in the file, and deletes the one a killed run has left behind.
   */
  private static Path newHome(Path note) throws IOException {
    if (Files.exists(note)) {
      Path left = Path.of(Files.readString(note).strip());
      if (Files.isDirectory(left) && left.getFileName().toString().startsWith(HOME_PREFIX)) {
        delete(left);
      }
    }
    Path home = Files.createTempDirectory(HOME_PREFIX);
    Files.writeString(note, home + "\n");
    return home;
  }

  /** Waits for the server, then makes the database and its tables. */
  void createSchema(Duration timeout) throws InterruptedException, IOException, SQLException {
    try (Connection admin = connect(timeout);
        Statement statement = admin.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
    }
    try (InputStream schema = Postgres.class.getResourceAsStream("/schema.sql");
        Connection connection = DriverManager.getConnection(url("127.0.0.1", DATABASE), USER, "");
        Statement statement = connection.createStatement()) {
      if (schema == null) {
        throw new IllegalStateException("schema.sql is missing in the demo's jar");
      }
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private Connection connect(Duration timeout) throws InterruptedException, SQLException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return DriverManager.getConnection(url("127.0.0.1", "postgres"), USER, "");
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  /** JDBC URL for the demo's services. */
  String url() {
    return url(HostNames.DATABASE, DATABASE);
  }

  private String url(String host, String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  Child process() {
    return process;
  }

  /** Deletes the files; the server must have ended. */
  void deleteFiles() throws IOException {
    delete(home);
  }

  private static List<String> dropRoot(Path data) throws IOException, InterruptedException {
    if (!(Files.getAttribute(data, "unix:uid") instanceof Integer uid) || uid != 0) {
      return List.of();
    }
    if (run(List.of("chown", NOBODY + ":" + NOBODY, data.toString())) != 0) {
      throw new UsageException(
          "PostgreSQL refuses to run as root and " + data + " can't be given to another user");
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("LC_ALL", "C");
    Path folder = Path.of("/");
    int code = builder.directory(folder.toFile()).start().waitFor();
    if (code != 0) {
      throw new IOException(command.getFirst() + " ended with code " + code + "; see " + log);
    }
  }

  private static List<String> join(List<String> user, Object... words) {
    var command = new ArrayList<>(user);
    for (Object word : words) {
      command.add(word.toString());
    }
    return command;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
