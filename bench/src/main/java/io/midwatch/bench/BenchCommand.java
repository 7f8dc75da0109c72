package io.midwatch.bench;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.ingest.IngestBench;
import io.midwatch.bench.kernel.KernelBench;
import io.midwatch.bench.promql.PromqlBench;
import io.midwatch.bench.promql.PromqlDifference;
import io.midwatch.bench.query.MetricBench;
import io.midwatch.bench.query.QueryBench;
import io.midwatch.bench.recovery.RecoveryBench;
import io.midwatch.bench.workload.Compression;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.RequestFile;
import io.midwatch.bench.workload.WorkloadOptions;
import io.midwatch.model.Signal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code ./midwatch bench …}; docs/benchmarks.md says what each command measures. */
public final class BenchCommand {
  private static final String USAGE =
      """
      Usage: ./midwatch bench COMMAND [--option=value …]

        generate   writes the requests of the reference workload to a file
        ingest     sends them to a whole server: rate, acknowledgement times, CPU, memory, disk
        query      fills a store in this process and asks what the screens ask
        metrics    fills a store in this process with points of 4,000 series and reads them
        kernels    the inner loops of ingest and store one by one, under JMH
        recovery   starts a server empty, with data and after a kill
        promql     asks a Prometheus and a server with the same samples the same questions
        promql-difference
                   asks them random questions and compares the answers

      The workload: --signal=traces|logs|metrics --items=1M --seed=1 --range=24h --to=EPOCH_SECONDS
        --compression=gzip|zstd|none --folder=bench/target/requests
      docs/benchmarks.md describes all options and figures.
      """;

  private BenchCommand() {}

  /** Exits with 2 when the arguments are wrong. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0 || List.of("help", "--help", "-h").contains(arguments[0])) {
      System.out.print(USAGE);
      return;
    }
    try {
      run(arguments[0], Arrays.asList(arguments).subList(1, arguments.length));
    } catch (IllegalArgumentException e) {
      System.err.println("midwatch bench: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(String command, List<String> arguments) throws Exception {
    Options options = new Options(command, arguments);
    Path results = options.path("results", "bench/results");
    switch (command) {
      case "generate" -> generate(options);
      case "ingest" -> new IngestBench(options, workload(options), results).run();
      case "query" -> new QueryBench(options, workload(options), results).run();
      case "metrics" -> new MetricBench(options, workload(options), results).run();
      case "kernels" -> new KernelBench(options, results).run();
      case "promql" -> new PromqlBench(options, results).run();
      case "promql-difference" -> {
        if (new PromqlDifference(options, results).run() > 0) {
          System.exit(1);
        }
      }
      case "recovery" -> new RecoveryBench(options, workload(options), results).run();
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private static void generate(Options options) throws Exception {
    WorkloadOptions workload = workload(options);
    options.requireNoOthers();
    try (RequestFile requests = workload.requests()) {
      System.out.printf(
          Locale.ROOT,
          "%s%n%d requests, %d items, %.1f B an item%n",
          workload.description(),
          requests.count(),
          requests.items(),
          (double) requests.bytes() / requests.items());
    }
  }

  private static WorkloadOptions workload(Options options) {
    long now = Instant.now().getEpochSecond();
    Period before =
        WorkloadOptions.before(
            options.number("to", now) * 1_000_000_000L, options.duration("range", "24h"));
    return new WorkloadOptions(
        Signal.valueOf(options.text("signal", "traces").toUpperCase(Locale.ROOT)),
        options.number("items", 1_000_000),
        options.number("seed", 1),
        before,
        Compression.named(options.text("compression", "gzip")),
        options.path("folder", "bench/target/requests"));
  }
}
