package io.midwatch.bench.query;

import io.midwatch.bench.workload.ExportRequest;
import io.midwatch.bench.workload.Workload;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.TelemetryWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A store in this process by its ports.
 *
 * @param isFilled whether it holds a workload already
 * @param settle brings what was written where it stays
 * @param release ends it
 */
public record StoreUnderBench(
    String label,
    TelemetryWriter writer,
    SpanReader spans,
    LogReader logs,
    MetricReader metrics,
    RollupReader rollups,
    boolean isFilled,
    Runnable settle,
    Runnable release)
    implements AutoCloseable {

  /** Writes the whole workload as the collector would hand it over; the number of items. */
  public long load(Workload workload) {
    return load(workload, new Making());
  }

  /** The same; what making the requests takes is told apart. */
  long load(Workload workload, Making making) {
    long items = 0;
    for (int window = 0; window < workload.windows(); window++) {
      int number = 0;
      for (ExportRequest request : making.window(workload, window)) {
        ContentHash hash =
            new ContentHash((long) workload.signal().ordinal() << 32 | window, number++);
        write(batch(workload, request, hash));
        items += request.items();
      }
    }
    return items;
  }

  /** As a sender does that is refused for a while: a store seals slower than this writes. */
  private void write(EncodedBatch batch) {
    while (true) {
      try {
        writer.write(batch);
        return;
      } catch (StoreOverloadedException busy) {
        LockSupport.parkNanos(busy.retryAfter().toNanos());
      }
    }
  }

  private static EncodedBatch batch(Workload workload, ExportRequest request, ContentHash hash) {
    return new EncodedBatch(
        workload.signal(),
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "local",
        ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()),
        request.items(),
        RejectedItems.NONE,
        hash,
        request.body());
  }

  @Override
  public void close() {
    release.run();
  }
}
