package io.midwatch.bench.kernel;

import io.midwatch.bench.workload.SpanWorkload;
import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.columnar.segment.ChunkCache;
import io.midwatch.storage.columnar.segment.SegmentTable;
import io.midwatch.storage.columnar.segment.SegmentWriter;
import io.midwatch.storage.columnar.table.Coded;
import io.midwatch.storage.contract.rollup.ExponentialHistogram;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.wal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Inner loops of the embedded store on a segment of one window of the workload: one row rewritten,
 * one look-up in a dictionary of 5,000 tenants, one histogram merged, each in nanoseconds.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class StoreKernels {
  private static final String TENANT = "tenant.id";

  /** So that nothing of the workload is too old to be kept. */
  private static final Instant NOW =
      Instant.ofEpochSecond(0, SpanBatches.START).plus(Duration.ofHours(1));

  private static final int ROWS = SpanWorkload.WINDOW_SPANS;
  private static final int LOOK_UPS = 1_000;
  private static final int HISTOGRAMS = 300;
  private static final long CACHE_BYTES = 64L << 20;

  private final List<ExponentialHistogram> histograms = new ArrayList<>();
  private final List<AttributeValue> tenants = new ArrayList<>();
  private Path folder = Path.of("");
  private @Nullable SegmentTable segment;
  private Coded tenantColumn = Coded.NONE;
  private int[] rows = {};

  /** Fills a store, seals it and opens its segment. */
  @Setup(Level.Trial)
  public void fill(SpanBatches spans) throws IOException {
    folder = Files.createTempDirectory("midwatch-kernels");
    CanonicalReader reader = new CanonicalReader(IdentityKeys.DEFAULT);
    try (EmbeddedStore store =
        EmbeddedStore.open(
            folder,
            new StoreParts(
                new OtlpBatchDecoder(),
                new OtlpBatchEncoder(),
                new RollupDerivation(reader, OwnHosts.DEFAULT),
                IdentityKeys.DEFAULT,
                InstantSource.fixed(NOW)),
            EmbeddedSettings.DEFAULTS.withDurability(Durability.OS))) {
      long number = 0;
      for (EncodedBatch batch : spans.batches()) {
        store.write(numbered(batch, number++));
      }
      store.seal();
    }
    try (Stream<Path> files = Files.list(folder.resolve("traces"))) {
      segment = SegmentTable.open(files.findFirst().orElseThrow(), new ChunkCache(CACHE_BYTES));
    }
    tenantColumn = segment().attribute(TENANT);
    Random random = new Random(1);
    rows = random.ints(LOOK_UPS, 0, segment().rows()).toArray();
    for (int code = Coded.FIRST; code < tenantColumn.codeCount(); code++) {
      tenants.add(tenantColumn.value(code));
    }
    for (int i = 0; i < HISTOGRAMS; i++) {
      ExponentialHistogram histogram = new ExponentialHistogram();
      for (int value = 0; value < 200; value++) {
        histogram.record(Math.exp(random.nextGaussian() * 1.5 + 17));
      }
      histograms.add(histogram);
    }
  }

  private SegmentTable segment() {
    return Objects.requireNonNull(segment);
  }

  private static EncodedBatch numbered(EncodedBatch batch, long number) {
    return new EncodedBatch(
        batch.signal(),
        batch.encoding(),
        batch.source(),
        batch.receivedUnixNano(),
        batch.itemCount(),
        RejectedItems.NONE,
        new ContentHash(1, number),
        batch.body());
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    segment().close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Every column read from one segment and encoded into another, as merging does; a span. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rewriteSegment() throws IOException {
    Path copy = folder.resolve("copy.seg");
    long size = SegmentWriter.write(segment(), copy, SegmentWriter.SEAL_LEVEL, 1);
    Files.delete(copy);
    return size;
  }

  /** From a value to its code: a binary search over compressed chunks, which are cached. */
  @Benchmark
  @OperationsPerInvocation(LOOK_UPS)
  public void findInDictionary(Blackhole blackhole) {
    for (int i = 0; i < LOOK_UPS; i++) {
      blackhole.consume(tenantColumn.find(tenants.get(i % tenants.size())));
    }
  }

  /** From a row to its value. */
  @Benchmark
  @OperationsPerInvocation(LOOK_UPS)
  public void valueOfRow(Blackhole blackhole) {
    for (int row : rows) {
      blackhole.consume(tenantColumn.valueAt(row));
    }
  }

  /** One of many keys' histograms of 200 values into a sum, as a question to rollups does. */
  @Benchmark
  @OperationsPerInvocation(HISTOGRAMS)
  public ExponentialHistogram mergeHistogram() {
    ExponentialHistogram sum = new ExponentialHistogram();
    for (ExponentialHistogram each : histograms) {
      sum.merge(each);
    }
    return sum;
  }
}
