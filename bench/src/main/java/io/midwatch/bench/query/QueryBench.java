package io.midwatch.bench.query;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.workload.LogWorkload;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.SpanWorkload;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code bench query}: fills a store in this process with spans and logs and asks the questions of
 * the reference figures. The first run of each is apart: it includes class loading and compiling.
 */
public final class QueryBench {
  private final Options options;
  private final WorkloadOptions workload;
  private final Path results;

  /**
   * @param workload size, seed and range of the spans; there are as many logs unless {@code --logs}
   *     says otherwise
   */
  public QueryBench(Options options, WorkloadOptions workload, Path results) {
    this.options = options;
    this.workload = workload;
    this.results = results;
  }

  public void run() throws IOException {
    String name = options.text("store", "memory");
    Path dataDir = Path.of(options.text("data-dir", "bench/target/query-data"));
    long logCount = options.number("logs", workload.items());
    int runs = Math.toIntExact(options.number("runs", 20));
    Duration warmUp = options.duration("warm-up", "5s");
    options.requireNoOthers();
    boolean durable = !name.equals("memory");
    LoadedWorkload wanted = LoadedWorkload.of(workload, logCount);
    Optional<LoadedWorkload> known =
        durable ? LoadedWorkload.in(dataDir, wanted) : Optional.empty();
    Period period = known.orElse(wanted).period();
    SpanWorkload spans = new SpanWorkload(workload.seed(), period, workload.items());
    int capacity = Math.toIntExact(Math.max(workload.items(), logCount));
    Report report = new Report("query-" + name, options.line(), QuestionRuns.columns());
    try (StoreUnderBench store = Stores.open(name, capacity, dataDir)) {
      if (known.isPresent()) {
        report.note("loaded by an earlier run: " + known.get());
      } else if (store.isFilled()) {
        throw new IllegalArgumentException(
            dataDir + " holds data of another origin, or of a run that was stopped; empty it");
      } else {
        report.note(loaded("spans", store.load(spans)));
        if (logCount > 0) {
          LogWorkload logs = new LogWorkload(workload.seed(), period, logCount, workload.items());
          report.note(loaded("logs", store.load(logs)));
        }
        store.settle().run();
        if (durable) {
          wanted.keepIn(dataDir);
        }
      }
      QuestionRuns asked = new QuestionRuns(report, runs, warmUp);
      new SpanQuestions(store, spans, period).all().forEach(asked::measure);
      if (logCount > 0) {
        new LogQuestions(store, period).all().forEach(asked::measure);
      }
    }
    report.publish(results);
  }

  private String loaded(String what, long items) {
    return "%d %s, seed %d, %d to %d"
        .formatted(
            items,
            what,
            workload.seed(),
            workload.period().fromUnixNano(),
            workload.period().toUnixNano());
  }
}
