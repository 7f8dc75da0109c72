package io.midwatch.bench.query;

import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a data folder was filled with, kept beside its data so that it is asked about the same
 * again: a later run has another hour, but must ask about the period that was loaded.
 *
 * <pre>
 * spans=10000000 logs=10000000 seed=1 from=1763769600000000000 to=1763856000000000000
 * </pre>
 */
record LoadedWorkload(long spans, long logs, long seed, Period period) {
  private static final String FILE = "bench-workload";

  static LoadedWorkload of(WorkloadOptions options, long logs) {
    return new LoadedWorkload(options.items(), logs, options.seed(), options.period());
  }

  /**
   * What the folder was filled with; nothing when it was not.
   *
   * @throws IllegalArgumentException when that was of another size or seed than asked for
   */
  static Optional<LoadedWorkload> in(Path folder, LoadedWorkload wanted) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    LoadedWorkload found = parse(Files.readString(file).strip());
    if (found.spans != wanted.spans
        || found.logs != wanted.logs
        || found.seed != wanted.seed
        || found.period.lengthNanos() != wanted.period.lengthNanos()) {
      throw new IllegalArgumentException(
          folder + " holds \"" + found + "\"; ask for that, or name another --data-dir");
    }
    return Optional.of(found);
  }

  void keepIn(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), this + System.lineSeparator());
  }

  private static LoadedWorkload parse(String line) {
    long[] values = new long[5];
    String[] parts = line.split(" ");
    for (int i = 0; i < values.length; i++) {
      values[i] = Long.parseLong(parts[i].substring(parts[i].indexOf('=') + 1));
    }
    return new LoadedWorkload(values[0], values[1], values[2], new Period(values[3], values[4]));
  }

  @Override
  public String toString() {
    return "spans=%d logs=%d seed=%d from=%d to=%d"
        .formatted(spans, logs, seed, period.fromUnixNano(), period.toUnixNano());
  }
}
