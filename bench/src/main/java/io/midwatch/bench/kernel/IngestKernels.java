package io.midwatch.bench.kernel;

import io.midwatch.bench.workload.Compression;
import io.midwatch.bench.workload.SpanWorkload;
import io.midwatch.collector.ingest.Arrival;
import io.midwatch.collector.ingest.IngestMetrics;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpIntake;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.SharedValues;
import io.midwatch.storage.contract.write.WriteReceipt;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The steps from bytes to the store, each alone, nanoseconds a span on one thread; 1,000 ns a span
 * are 1 CPU second a million.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SpanWorkload.WINDOW_SPANS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class IngestKernels {
  private static final Arrival ARRIVAL =
      new Arrival(Signal.TRACES, Arrival.Transport.HTTP, Arrival.BodyFormat.PROTOBUF, "local");

  private final OtlpBatchDecoder decoder = new OtlpBatchDecoder();
  private final SharedValues shared = new SharedValues();
  private final OtlpIntake intake =
      new OtlpIntake(
          new IngestPipeline(
              batch -> new WriteReceipt(batch.acceptedCount(), false),
              new InMemoryLedger(),
              new IngestMetrics(new CollectorRegistry()),
              InstantSource.system()));
  private List<byte[]> gzipped = List.of();

  @Setup
  public void compress(SpanBatches spans) {
    gzipped = spans.bodies().stream().map(Compression.GZIP::compress).toList();
  }

  /** The JDK's inflater over requests as exporters send them. */
  @Benchmark
  public void gunzip(Blackhole blackhole) throws IOException {
    for (byte[] body : gzipped) {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 65_536)) {
        blackhole.consume(in.readAllBytes());
      }
    }
  }

  /** The collector's work on an uncompressed request: check, hash, ledger, counters. */
  @Benchmark
  public void requestCheckAndHash(SpanBatches spans, Blackhole blackhole) {
    for (byte[] body : spans.bodies()) {
      blackhole.consume(intake.export(ARRIVAL, body, null));
    }
  }

  /** The hash alone; the difference to {@link #requestCheckAndHash} is the check. */
  @Benchmark
  public void contentHash(SpanBatches spans, Blackhole blackhole) {
    for (byte[] body : spans.bodies()) {
      blackhole.consume(ContentHash.of(body));
    }
  }

  /** Decoding alone: into a sink that keeps nothing. */
  @Benchmark
  public long decode(SpanBatches spans) {
    NullSpanSink sink = new NullSpanSink();
    for (EncodedBatch batch : spans.batches()) {
      decoder.decodeSpans(batch, sink);
    }
    return sink.seen();
  }

  /** Decoding into records, as the store in memory does. */
  @Benchmark
  public void decodeToRecords(SpanBatches spans, Blackhole blackhole) {
    for (EncodedBatch batch : spans.batches()) {
      decoder.decodeSpans(
          batch, new RecordingSpanSink(shared, (span, _) -> blackhole.consume(span)));
    }
  }
}
