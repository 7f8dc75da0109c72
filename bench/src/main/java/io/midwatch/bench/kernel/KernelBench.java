package io.midwatch.bench.kernel;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code bench kernels}: runs the JMH benchmarks whose names match {@code --only}. */
public final class KernelBench {
  private final Options options;
  private final Path results;

  public KernelBench(Options options, Path results) {
    this.options = options;
    this.results = results;
  }

  public void run() throws IOException, RunnerException {
    String only = options.text("only", ".*");
    int forks = Math.toIntExact(options.number("forks", 1));
    options.requireNoOthers();
    Report report =
        new Report(
            "kernels", options.line(), "kernel", "CPU ns", "wall ns", "± 99.9 %", "allocated B");
    report.note(
        "figures are for one span, or one look-up or histogram where a kernel is about these; CPU is"
            + " that of the whole fork, collection included");
    var run =
        new OptionsBuilder()
            .include("io\\.midwatch\\.bench\\.kernel\\..*(" + only + ").*")
            .forks(forks)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .build();
    for (RunResult result : new Runner(run).run()) {
      Result<?> score = result.getPrimaryResult();
      report.row(
          score.getLabel(),
          secondary(result, CpuProfiler.LABEL),
          format(score.getScore()),
          format(score.getScoreError()),
          secondary(result, "gc.alloc.rate.norm"));
    }
    report.publish(results);
  }

  private static String secondary(RunResult result, String label) {
    Result<?> figure = result.getSecondaryResults().get(label);
    return figure == null ? "" : format(figure.getScore());
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
