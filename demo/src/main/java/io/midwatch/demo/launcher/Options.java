package io.midwatch.demo.launcher;

import io.midwatch.demo.faults.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param serverJar Midwatch server to start; null to use one that runs already
 * @param duration after which the demo stops by itself; null for never
 * @param faults to be switched on once traffic flows, and left on
 * @param schedule whether faults come and go by themselves
 * @param requestsPerSecond of the traffic generator, in {@code (0, 500]}
 */
record Options(
    @Nullable Path serverJar,
    @Nullable Duration duration,
    List<Fault> faults,
    boolean schedule,
    Ports ports,
    double requestsPerSecond,
    Path dataDir) {

  static final String HELP =
      """
      Options of the demo:
        --server-jar=FILE      the Midwatch server to start (or --no-server: use one that runs already)
        --fault=NAME           switch a fault on once traffic flows and leave it on; may be repeated; no schedule then
        --no-schedule          no faults but those asked for
        --duration=TIME        stop after this time: 90s, 10m
        --rate=N               requests a second to the shop (default 20)
        --http-port=N          Midwatch's pages (default 8080, or MIDWATCH_HTTP_PORT)
        --otlp-grpc-port=N     OTLP over gRPC (default 4317, or MIDWATCH_OTLP_GRPC_PORT)
        --otlp-http-port=N     OTLP over HTTP (default 4318, or MIDWATCH_OTLP_HTTP_PORT)
        --page-port=N          the demo's own page (default 8090)
        --base-port=N          first port of the demo's services, which take N+1 to N+61 (default 8100)
        --data-dir=FOLDER      logs, database and the truth about faults (default .midwatch/demo)
      Faults: \
      """
          + Fault.ids();

  Options {
    faults = List.copyOf(faults);
  }

  Optional<Path> findServerJar() {
    return Optional.ofNullable(serverJar);
  }

  /**
   * Reads the command line.
   *
   * @throws UsageException with the option's name and its allowed values when one is wrong
   */
  static Options parse(List<String> arguments, Map<String, String> environment) {
    Path serverJar = null;
    boolean server = true;
    Duration duration = null;
    var faults = new ArrayList<Fault>();
    boolean schedule = true;
    int http = port(environment, "MIDWATCH_HTTP_PORT", "8080");
    int grpc = port(environment, "MIDWATCH_OTLP_GRPC_PORT", "4317");
    int otlpHttp = port(environment, "MIDWATCH_OTLP_HTTP_PORT", "4318");
    int page = 8090;
    int base = 8100;
    double rate = 20;
    Path dataDir = Path.of(".midwatch", "demo");
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String value = equals < 0 ? "" : argument.substring(equals + 1);
      switch (name) {
        case "--server-jar" -> serverJar = Path.of(value);
        case "--no-server" -> server = false;
        case "--fault" -> {
          faults.add(
              Fault.find(value)
                  .orElseThrow(() ->
                      new UsageException("--fault=" + value + " is none of: " + Fault.ids())));
          schedule = false;
        }
        case "--no-schedule" -> schedule = false;
        case "--duration" -> duration = duration(name, value);
        case "--rate" -> rate = rate(name, value);
        case "--http-port" -> http = port(name, value);
        case "--otlp-grpc-port" -> grpc = port(name, value);
        case "--otlp-http-port" -> otlpHttp = port(name, value);
        case "--page-port" -> page = port(name, value);
        case "--base-port" -> base = port(name, value);
        case "--data-dir" -> dataDir = Path.of(value);
        default -> throw new UsageException("Unknown option " + argument + "\n" + HELP);
      }
    }
    if (server == (serverJar == null)) {
      throw new UsageException("Say either --server-jar=FILE or --no-server\n" + HELP);
    }
    return new Options(
        serverJar,
        duration,
        faults,
        schedule,
        new Ports(http, grpc, otlpHttp, page, base),
        rate,
        dataDir);
  }

  /** An empty variable stands for the default. */
  private static int port(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return port(name, value.isBlank() ? otherwise : value);
  }

  private static int port(String name, String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(name + " is a port from 1 to 65535, found '" + value + "'");
    }
    throw new UsageException(name + " is a port from 1 to 65535, found " + value);
  }

  private static Duration duration(String name, String value) {
    if (!value.matches("[1-9][0-9]{0,5}[smh]")) {
      throw new UsageException(name + " is a time such as 90s, 10m or 2h, found '" + value + "'");
    }
    return Duration.parse("PT" + value);
  }

  private static double rate(String name, String value) {
    if (!value.matches("[0-9]{1,3}(\\.[0-9]+)?")
        || Double.parseDouble(value) <= 0
        || Double.parseDouble(value) > 500) {
      throw new UsageException(name + " is above 0 and at most 500, found '" + value + "'");
    }
    return Double.parseDouble(value);
  }
}
