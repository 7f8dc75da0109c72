package io.midwatch.bench.promql;

import io.midwatch.bench.cli.Options;
import io.midwatch.bench.process.ProcessUse;
import io.midwatch.bench.promql.PromqlClient.Response;
import io.midwatch.bench.report.Report;
import io.midwatch.bench.report.Samples;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench promql}: asks a Prometheus and a Midwatch with the same samples the same questions,
 * in turn, over HTTP, and compares the answers and what they cost.
 */
public final class PromqlBench {
  private final Options options;
  private final Path results;
  private final int runs;
  private final Duration warmUp;
  private final String only;

  public PromqlBench(Options options, Path results) {
    this.options = options;
    this.results = results;
    this.runs = Math.toIntExact(options.number("runs", 5));
    this.warmUp = options.duration("warm-up", "5s");
    this.only = options.text("only", ".*");
  }

  public void run() throws IOException, InterruptedException {
    int instances = Math.toIntExact(options.number("series", 20_000) / 200);
    Duration range = options.duration("range", "24h");
    long seed = options.number("seed", 1);
    int ticks = (int) (range.toMillis() / Fleet.STEP_MILLIS);
    long from =
        WorkloadOptions.before(System.currentTimeMillis() * 1_000_000, range).fromUnixNano()
            / 1_000_000;
    Report report =
        new Report(
            "promql",
            options.line(),
            "id",
            "query",
            "samples out",
            "Prometheus ms",
            "Midwatch ms",
            "ratio",
            "CPU ms",
            "CPU ms ",
            "ratio ",
            "answers");
    String description =
        "web fleet 1: %d instances, %d ticks, seed %d".formatted(instances, ticks, seed);
    try (PromqlPair pair =
        PromqlPair.open(options, description, from, at -> Fleet.web(seed, instances, at, ticks))) {
      pair.prometheusProcess().use().settle();
      pair.midwatchProcess().use().settle();
      sizes(report, pair, "before the questions");
      ask(report, pair);
      sizes(report, pair, "after them");
      disk(report, pair);
    }
    report.publish(results);
  }

  private static void sizes(Report report, PromqlPair pair, String when) {
    ProcessUse one = pair.prometheusProcess().use();
    ProcessUse two = pair.midwatchProcess().use();
    report.note(
        "RSS %s: Prometheus %d MiB (peak %d), Midwatch %d MiB (peak %d)"
            .formatted(
                when,
                one.residentBytes() >> 20,
                one.peakResidentBytes() >> 20,
                two.residentBytes() >> 20,
                two.peakResidentBytes() >> 20));
  }

  private static void disk(Report report, PromqlPair pair)
      throws IOException, InterruptedException {
    double samples = pair.fleet().samples();
    report.note(
        String.format(
            Locale.ROOT,
            "%,d series, %,.0f samples, of Prometheus' count; bytes a sample: Prometheus %.2f (blocks"
                + " and head in a snapshot), Midwatch %.2f (files of points)",
            pair.fleet().series(),
            samples,
            pair.prometheusBytes() / samples,
            pair.midwatchBytes() / samples));
  }

  private void ask(Report report, PromqlPair pair) throws IOException, InterruptedException {
    double logarithms = 0;
    double cpuLogarithms = 0;
    double worst = 0;
    int asked = 0;
    List<PromqlQuestions.Asked> all =
        PromqlQuestions.about(pair.fleet()).stream()
            .filter(each -> each.id().matches(only))
            .toList();
    for (PromqlQuestions.Asked each : all) {
      // A process that has just started compiles and reads its files for the first time.
      pair.prometheus().ask(each.question());
      pair.midwatch().ask(each.question());
    }
    for (PromqlQuestions.Asked each : all) {
      Times times = times(pair, each);
      double ratio = (double) times.midwatch().quantile(0.5) / times.prometheus().quantile(0.5);
      double cpuRatio = Math.max(times.midwatchCpu, 0.1) / Math.max(times.prometheusCpu, 0.1);
      logarithms += Math.log(ratio);
      cpuLogarithms += Math.log(cpuRatio);
      worst = Math.max(worst, ratio);
      asked++;
      report.row(
          each.id(),
          each.question().query().replace("|", "\\|"),
          String.valueOf(times.samples()),
          millis(times.prometheus().quantile(0.5)),
          millis(times.midwatch().quantile(0.5)),
          String.format(Locale.ROOT, "%.2f", ratio),
          String.format(Locale.ROOT, "%.1f", times.prometheusCpu()),
          String.format(Locale.ROOT, "%.1f", times.midwatchCpu()),
          String.format(Locale.ROOT, "%.2f", cpuRatio),
          times.difference().isEmpty() ? "equal" : times.difference());
      System.out.printf(
          Locale.ROOT,
          "%s %.2f %s / %s ms, CPU %.1f / %.1f, %d out, %s %s%n",
          each.id(),
          ratio,
          millis(times.midwatch().quantile(0.5)),
          millis(times.prometheus().quantile(0.5)),
          times.midwatchCpu(),
          times.prometheusCpu(),
          times.samples(),
          times.difference(),
          each.question().query());
    }
    report.note(
        String.format(
            Locale.ROOT,
            "%d queries, each asked once, then one after the other: medians of %d runs in turn"
                + " after %d s of others; latency Midwatch /"
                + " Prometheus geometric mean %.2f, worst %.2f; CPU geometric mean %.2f. The first"
                + " CPU column is Prometheus'",
            asked,
            runs,
            warmUp.toSeconds(),
            Math.exp(logarithms / asked),
            worst,
            Math.exp(cpuLogarithms / asked)));
  }

  private record Times(
      Samples prometheus,
      Samples midwatch,
      double prometheusCpu,
      double midwatchCpu,
      long samples,
      String difference) {}

  private Times times(PromqlPair pair, PromqlQuestions.Asked asked)
      throws IOException, InterruptedException {
    Response first = pair.prometheus().ask(asked.question());
    Answer answer = Answer.parse(first.body());
    String difference =
        answer.difference(Answer.parse(pair.midwatch().ask(asked.question()).body()));
    long begun = System.nanoTime();
    do {
      pair.prometheus().ask(asked.question());
      pair.midwatch().ask(asked.question());
    } while (System.nanoTime() - begun < warmUp.toNanos());
    Samples prometheus = new Samples();
    Samples midwatch = new Samples();
    ProcessUse one = pair.prometheusProcess().use();
    ProcessUse two = pair.midwatchProcess().use();
    long cpuOne = one.cpu().toNanos();
    long cpuTwo = two.cpu().toNanos();
    int count = first.nanos() < 20_000_000 ? runs * 10 : runs;
    for (int run = 0; run < count; run++) {
      prometheus.add(pair.prometheus().ask(asked.question()).nanos());
      midwatch.add(pair.midwatch().ask(asked.question()).nanos());
    }
    return new Times(
        prometheus,
        midwatch,
        (one.cpu().toNanos() - cpuOne) / 1e6 / count,
        (two.cpu().toNanos() - cpuTwo) / 1e6 / count,
        answer.samples(),
        difference);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e6);
  }
}
