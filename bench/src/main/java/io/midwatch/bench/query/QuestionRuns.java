package io.midwatch.bench.query;

import io.midwatch.bench.report.Report;
import io.midwatch.bench.report.Samples;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Asks questions again and again and reports a row of each. The first run of a question is apart:
 * it includes class loading and compiling.
 *
 * @param runs after the first
 */
record QuestionRuns(Report report, int runs) {
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
    Samples times = new Samples();
    long cpuBefore = processCpuNanos();
    for (int run = 1; run <= runs; run++) {
      start = System.nanoTime();
      result = question.ask().apply(run);
      times.add(System.nanoTime() - start);
    }
    long cpu = (processCpuNanos() - cpuBefore) / runs;
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
