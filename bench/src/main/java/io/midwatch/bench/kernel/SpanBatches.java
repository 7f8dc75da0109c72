package io.midwatch.bench.kernel;

import io.midwatch.bench.workload.ExportRequest;
import io.midwatch.bench.workload.Period;
import io.midwatch.bench.workload.SpanWorkload;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One window of the reference workload: {@value SpanWorkload#WINDOW_SPANS} spans, 16 MB. */
@State(Scope.Benchmark)
public class SpanBatches {
  /** Start of the hour the spans are in, epoch nanoseconds. */
  static final long START = 1_767_225_600_000_000_000L;

  private List<byte[]> bodies = List.of();
  private List<EncodedBatch> batches = List.of();

  @Setup
  public void make() {
    Period hour = new Period(START, START + Duration.ofHours(1).toNanos());
    List<ExportRequest> requests = new SpanWorkload(1, hour, SpanWorkload.WINDOW_SPANS).window(0);
    bodies = requests.stream().map(ExportRequest::body).toList();
    batches = requests.stream().map(SpanBatches::batch).toList();
  }

  private static EncodedBatch batch(ExportRequest request) {
    return new EncodedBatch(
        Signal.TRACES,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "local",
        START,
        request.items(),
        RejectedItems.NONE,
        new ContentHash(1, 2),
        request.body());
  }

  /** Uncompressed requests of up to 512 spans. */
  List<byte[]> bodies() {
    return bodies;
  }

  /** The same as the collector hands them over. */
  List<EncodedBatch> batches() {
    return batches;
  }
}
