package io.midwatch.bench.recovery;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.ingest.Delivery;
import io.midwatch.bench.ingest.Load;
import io.midwatch.bench.process.FolderSize;
import io.midwatch.bench.process.ServerOptions;
import io.midwatch.bench.process.ServerProcess;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.workload.RequestFile;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * {@code bench recovery}: how long a server takes from its start until {@code /readyz} answers 200,
 * and what it holds then: empty, with data after an orderly end, and after {@code kill -9} right
 * after the last acknowledgement; with {@code --filled} also on the files of a large store. A store
 * in memory is started empty only.
 */
public final class RecoveryBench {
  private static final int CONNECTIONS = 8;

  private final Options options;
  private final WorkloadOptions workload;
  private final Path results;
  private final ServerOptions server;
  private final Path log;
  private final int starts;
  private final String filled;

  /**
   * @param workload what is sent before the server ends
   */
  public RecoveryBench(Options options, WorkloadOptions workload, Path results) {
    this.options = options;
    this.workload = workload;
    this.results = results;
    this.server = ServerOptions.of(options);
    this.log = options.path("server-log", "bench/target/server.log");
    this.starts = Math.toIntExact(options.number("starts", 3));
    this.filled = options.text("filled", "");
  }

  public void run() throws IOException, InterruptedException {
    options.requireNoOthers();
    Report report =
        new Report(
            "recovery-" + server.store(),
            options.line(),
            "start",
            "ready ms",
            "CPU s until settled",
            "RSS MiB",
            "disk MiB",
            "acknowledged",
            "stored");
    for (int start = 1; start <= starts; start++) {
      try (ServerProcess process = ServerProcess.start(server.in(newFolder()), log)) {
        row(report, "empty " + start, process, 0, Path.of(""));
      }
    }
    if (!filled.isEmpty()) {
      for (int start = 1; start <= starts; start++) {
        try (ServerProcess process = ServerProcess.start(server.in(Path.of(filled)), log)) {
          row(report, "on " + filled + " " + start, process, 0, Path.of(filled));
        }
      }
    }
    if (server.isDurable()) {
      report.note("workload: " + workload.description());
      try (RequestFile requests = workload.requests()) {
        again(report, requests, false);
        again(report, requests, true);
      }
    }
    report.publish(results);
  }

  /** Fills a server, ends it and starts it on the same data. */
  private void again(Report report, RequestFile requests, boolean kill)
      throws IOException, InterruptedException {
    Path folder = newFolder();
    long acknowledged;
    try (ServerProcess process = ServerProcess.start(server.in(folder), log)) {
      process.awaitReady();
      Load load =
          new Load(process.otlp(), workload.signal(), workload.compression(), CONNECTIONS, 0);
      acknowledged = new Delivery(load, requests, 0, requests.count()).run().items();
      if (kill) {
        process.kill();
      }
    }
    try (ServerProcess process = ServerProcess.start(server.in(folder), log)) {
      row(report, kill ? "after kill -9" : "after an orderly end", process, acknowledged, folder);
    }
  }

  private void row(
      Report report, String name, ServerProcess process, long acknowledged, Path folder)
      throws IOException, InterruptedException {
    Duration ready = process.awaitReady();
    process.use().settle();
    boolean sent = acknowledged > 0;
    report.row(
        name,
        String.valueOf(ready.toMillis()),
        String.format(Locale.ROOT, "%.1f", process.use().cpu().toMillis() / 1e3),
        mebibytes(process.use().residentBytes()),
        folder.toString().isEmpty() ? "" : mebibytes(FolderSize.bytes(folder)),
        sent ? String.valueOf(acknowledged) : "",
        sent ? String.valueOf(process.ledger(workload.signal(), "stored")) : "");
  }

  private Path newFolder() throws IOException {
    Files.createDirectories(server.dataFolder());
    return Files.createTempDirectory(server.dataFolder(), "recovery-");
  }

  private static String mebibytes(long bytes) {
    return String.valueOf(bytes >> 20);
  }
}
