package io.midwatch.bench.workload;

import io.midwatch.model.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which workload to make.
 *
 * @param items spans, records or points
 * @param period where in time they lie
 * @param folder where files of requests are kept
 */
public record WorkloadOptions(
    Signal signal, long items, long seed, Period period, Compression compression, Path folder) {

  /** The period of {@code length} that ends at the last full hour. */
  public static Period before(long nowUnixNano, Duration length) {
    long hour = Duration.ofHours(1).toNanos();
    long end = nowUnixNano / hour * hour;
    return new Period(end - length.toNanos(), end);
  }

  /** The workload itself. Logs refer to the traces of as many spans. */
  public Workload workload() {
    return switch (signal) {
      case TRACES -> new SpanWorkload(seed, period, items);
      case LOGS -> new LogWorkload(seed, period, items, items);
      case METRICS -> new MetricWorkload(seed, period, items);
    };
  }

  /** Its requests, from an earlier run when they are the same. */
  public RequestFile requests() throws IOException {
    String name = signal.label() + "-" + items + "." + compression.label() + ".requests";
    return RequestFile.require(folder.resolve(name), description(), workload(), compression);
  }

  /** Everything the bytes depend on. */
  public String description() {
    return "reference workload 1: %s, %d items, seed %d, %d to %d, %s"
        .formatted(
            signal.label(),
            items,
            seed,
            period.fromUnixNano(),
            period.toUnixNano(),
            compression.label());
  }
}
