package io.midwatch.bench.query;

import io.midwatch.bench.report.Report;
import io.midwatch.bench.report.Samples;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * Asks questions again and again and reports a row of each. The first run of a question is apart:
 * it includes class loading and compiling. Before the others are taken the question is asked for
 * some time, so that they tell of a process that has run for a while.
 *
 * @param runs after warming up; ten times as many when a run takes less than 50 ms
 * @param warmUp how long a question is asked before it is measured, beside the first run
 */
record QuestionRuns(Report report, int runs, Duration warmUp) {
  private static final long QUICK_NANOS = 50_000_000;
  private static final int MORE_OFTEN = 10;

  QuestionRuns {
    report.note(
        "median, p95 and CPU of %d runs (%d of quick ones) after the first and %d s of others"
            .formatted(runs, runs * MORE_OFTEN, warmUp.toSeconds()));
  }

  /** Columns of the rows. */
  static String[] columns() {
    return new String[] {
      "id", "question", "rows", "scanned", "first ms", "median ms", "p95 ms", "CPU ms", "answer"
    };
  }

  /** CPU time of this process, all threads, in nanoseconds. */
  static long processCpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** CPU is that of the whole process, so parallel work, collection and compilation count. */
  void measure(Question question) {
    long start = System.nanoTime();
    Question.Result result = question.ask().apply(0);
    long first = System.nanoTime() - start;
    int run = 1;
    long last = first;
    for (long begun = System.nanoTime(); System.nanoTime() - begun < warmUp.toNanos(); run++) {
      start = System.nanoTime();
      result = question.ask().apply(run);
      last = System.nanoTime() - start;
    }
    int count = last < QUICK_NANOS ? runs * MORE_OFTEN : runs;
    Samples times = new Samples();
    long cpuBefore = processCpuNanos();
    for (int end = run + count; run < end; run++) {
      start = System.nanoTime();
      result = question.ask().apply(run);
      times.add(System.nanoTime() - start);
    }
    long cpu = (processCpuNanos() - cpuBefore) / count;
    report.row(
        question.id(),
        question.what(),
        String.valueOf(result.rows()),
        String.valueOf(result.completeness().scanned()),
        millis(first),
        millis(times.quantile(0.5)),
        millis(times.quantile(0.95)),
        millis(cpu),
        answer(result));
  }

  private static String answer(Question.Result result) {
    if (!result.completeness().complete()) {
      return "INCOMPLETE";
    }
    return result.completeness().approximate() ? "estimate" : "exact";
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }
}
