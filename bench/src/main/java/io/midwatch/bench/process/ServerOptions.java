package io.midwatch.bench.process;

import io.midwatch.bench.cli.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start a server.
 *
 * @param jar the server's executable jar
 * @param store value of {@code --store}
 * @param dataFolder where a durable store keeps its files; made when absent
 * @param javaOptions options of its JVM
 * @param arguments more settings, as {@code --key=value}
 */
public record ServerOptions(
    Path jar, String store, Path dataFolder, List<String> javaOptions, List<String> arguments) {
  public ServerOptions {
    javaOptions = List.copyOf(javaOptions);
    arguments = List.copyOf(arguments);
  }

  /** Reads {@code --server-jar --store --data-dir --java-opt* --server-arg*}. */
  public static ServerOptions of(Options options) {
    return new ServerOptions(
        options.path("server-jar", "server/target/midwatch-server.jar"),
        options.text("store", "memory"),
        options.path("data-dir", "bench/target/data"),
        options.texts("java-opt"),
        options.texts("server-arg"));
  }

  /** Whether the server keeps anything on disk. */
  public boolean isDurable() {
    return !store.equals("memory");
  }

  /** The same server with its files elsewhere. */
  public ServerOptions in(Path folder) {
    return new ServerOptions(jar, store, folder, javaOptions, arguments);
  }

  /** The command line, with ports of its own. */
  List<String> command(int httpPort, int grpcPort, int otlpPort) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString(), "--store=" + store));
    if (isDurable()) {
      command.add("--data-dir=" + dataFolder.toAbsolutePath());
    }
    command.add("--http-port=" + httpPort);
    command.add("--otlp-grpc-port=" + grpcPort);
    command.add("--otlp-http-port=" + otlpPort);
    // What is stored is compared with what was sent.
    command.add("--self-metrics=0s");
    command.addAll(arguments);
    return command;
  }
}
