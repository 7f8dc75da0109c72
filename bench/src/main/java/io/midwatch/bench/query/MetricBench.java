package io.midwatch.bench.query;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.process.FolderSize;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.workload.MetricWorkload;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * {@code bench metrics}: fills a store in this process with the points of 4,000 series, seals them
 * and reads them. What a point costs is CPU of the whole process without the making of requests.
 */
public final class MetricBench {
  private final Options options;
  private final WorkloadOptions workload;
  private final Path results;

  /**
   * @param workload size, seed and range of the points; 5,760,000 are 6 hours
   */
  public MetricBench(Options options, WorkloadOptions workload, Path results) {
    this.options = options;
    this.workload = workload;
    this.results = results;
  }

  public void run() throws IOException {
    String name = options.text("store", "embedded");
    Path folder = options.path("data-dir", "bench/target/metric-data");
    int runs = Math.toIntExact(options.number("runs", 20));
    Duration warmUp = options.duration("warm-up", "2s");
    options.requireNoOthers();
    Files.createDirectories(folder);
    Path data = Files.createTempDirectory(folder, "metrics-");
    MetricWorkload points =
        new MetricWorkload(workload.seed(), workload.period(), workload.items());
    Report report = new Report("metrics-" + name, options.line(), QuestionRuns.columns());
    int capacity = Math.toIntExact(workload.items()) + MetricWorkload.SERIES;
    try (StoreUnderBench store = Stores.open(name, capacity, data)) {
      load(report, store, points);
      report.note(
          String.format(
              Locale.ROOT,
              "%.2f B a point in segments",
              (double) FolderSize.bytes(data.resolve("metrics"))
                  / points.windows()
                  / MetricWorkload.SERIES));
      report.note("rows are points");
      QuestionRuns asked = new QuestionRuns(report, runs, warmUp);
      new MetricQuestions(store, workload.period()).all().forEach(asked::measure);
    }
    report.publish(results);
  }

  private static void load(Report report, StoreUnderBench store, MetricWorkload workload) {
    Making making = new Making();
    long start = System.nanoTime();
    long before = QuestionRuns.processCpuNanos();
    long points = store.load(workload, making);
    long appended = QuestionRuns.processCpuNanos() - before - making.cpuNanos();
    double seconds = (System.nanoTime() - start - making.nanos()) / 1e9;
    before = QuestionRuns.processCpuNanos();
    store.settle().run();
    long sealed = QuestionRuns.processCpuNanos() - before;
    report.note(
        String.format(
            Locale.ROOT,
            "%,d points of %,d series: %,.0f points/s by one sender; decode, log, append and sealing"
                + " meanwhile %.0f ns CPU a point, sealing of the rest %.2f s CPU",
            points,
            MetricWorkload.SERIES,
            points / seconds,
            (double) appended / points,
            sealed / 1e9));
  }
}
