package io.midwatch.bench.ingest;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.process.FolderSize;
import io.midwatch.bench.process.ProcessUse;
import io.midwatch.bench.process.ServerOptions;
import io.midwatch.bench.process.ServerProcess;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.report.Samples;
import io.midwatch.bench.workload.RequestFile;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench ingest}: sends the reference workload to a whole server and measures acknowledged
 * items a second, acknowledgement times, the server's CPU time a million items until it has
 * settled, its memory and its bytes on disk. The sender's own CPU is not counted, but shares the
 * machine.
 */
public final class IngestBench {
  private final Options options;
  private final WorkloadOptions workload;
  private final ServerOptions server;
  private final Path results;
  private final int connections;
  private final long rate;
  private final long warmup;
  private final int rounds;

  /**
   * @param workload with the items of warm-up and measurement together
   */
  public IngestBench(Options options, WorkloadOptions workload, Path results) {
    this.options = options;
    this.workload = workload;
    this.results = results;
    this.server = ServerOptions.of(options);
    this.connections = Math.toIntExact(options.number("connections", 8));
    this.rate = options.number("rate", 0);
    this.warmup = options.number("warmup", workload.items() / 5);
    this.rounds = Math.toIntExact(options.number("rounds", 1));
  }

  /** Runs against {@code --url} and {@code --pid}, or a server of its own. */
  public void run() throws IOException, InterruptedException {
    String url = options.text("url", "");
    long pid = options.number("pid", 0);
    Path log = options.path("server-log", "bench/target/server.log");
    String name = options.text("name", workload.signal().label() + "-" + server.store());
    options.requireNoOthers();
    try (RequestFile requests = workload.requests()) {
      Report report = report(requests, name);
      if (!url.isEmpty()) {
        measure(report, requests, URI.create(url), pid == 0 ? null : new ProcessUse(pid));
      } else {
        try (ServerProcess process = ServerProcess.start(server, log)) {
          process.awaitReady();
          process.use().settle();
          report.note("resident memory before: " + mebibytes(process.use().residentBytes()));
          measure(report, requests, process.otlp(), process.use());
          report.note("ledger: " + ledger(process, "accepted") + ", " + ledger(process, "stored"));
        }
      }
      report.publish(results);
    }
  }

  private String ledger(ServerProcess process, String count)
      throws IOException, InterruptedException {
    return process.ledger(workload.signal(), count) + " " + count;
  }

  private Report report(RequestFile requests, String name) {
    Report report =
        new Report(
            "ingest-" + name,
            options.line(),
            "part",
            "items",
            "items/s",
            "ack p50 ms",
            "ack p99 ms",
            "ack max ms",
            "CPU s/M",
            "cores",
            "RSS MiB",
            "peak MiB",
            "disk B/item",
            "refused",
            "partial");
    report.note("workload: " + workload.description());
    report.note(
        format(
            "%.1f B an item as sent, %d connections, %s",
            (double) requests.bytes() / requests.items(),
            connections,
            rate == 0 ? "as fast as it goes" : rate + " items/s offered"));
    report.note("server: --store=" + server.store() + " " + String.join(" ", server.javaOptions()));
    return report;
  }

  private void measure(
      Report report, RequestFile requests, URI target, @Nullable ProcessUse process)
      throws IOException, InterruptedException {
    int warm = requestsWith(requests, warmup);
    if (warm > 0) {
      part(report, "warm-up", requests, 0, warm, target, process);
    }
    int each = (requests.count() - warm) / rounds;
    for (int round = 0; round < rounds; round++) {
      int first = warm + round * each;
      int end = round == rounds - 1 ? requests.count() : first + each;
      part(report, "round " + (round + 1), requests, first, end, target, process);
    }
  }

  private static int requestsWith(RequestFile requests, long items) {
    int index = 0;
    for (long sum = 0; sum < items && index < requests.count(); index++) {
      sum += requests.items(index);
    }
    return index;
  }

  private void part(
      Report report,
      String name,
      RequestFile requests,
      int first,
      int end,
      URI target,
      @Nullable ProcessUse process)
      throws IOException, InterruptedException {
    Load load = new Load(target, workload.signal(), workload.compression(), connections, rate);
    long diskBefore = disk();
    Duration cpuBefore = process == null ? Duration.ZERO : process.cpu();
    Delivery.Outcome outcome = new Delivery(load, requests, first, end).run();
    String cpu = "";
    String cores = "";
    if (process != null) {
      double during = seconds(process.cpu().minus(cpuBefore));
      boolean settled = process.settle();
      double used = seconds(process.cpu().minus(cpuBefore));
      cpu = format("%.2f%s", used * 1e6 / outcome.items(), settled ? "" : " (busy)");
      cores = format("%.2f", during / seconds(outcome.took()));
    }
    Samples acks = outcome.acknowledgedNanos();
    report.row(
        name,
        String.valueOf(outcome.items()),
        format("%.0f", outcome.itemsPerSecond()),
        format("%.1f", acks.quantile(0.5) / 1e6),
        format("%.1f", acks.quantile(0.99) / 1e6),
        format("%.1f", acks.max() / 1e6),
        cpu,
        cores,
        process == null ? "" : mebibytes(process.residentBytes()),
        process == null ? "" : mebibytes(process.peakResidentBytes()),
        server.isDurable() ? format("%.1f", (double) (disk() - diskBefore) / outcome.items()) : "",
        String.valueOf(outcome.refusals()),
        String.valueOf(outcome.partial()));
  }

  private long disk() throws IOException {
    return server.isDurable() ? FolderSize.bytes(server.dataFolder()) : 0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String mebibytes(long bytes) {
    return format("%.0f", bytes / (double) (1 << 20));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
