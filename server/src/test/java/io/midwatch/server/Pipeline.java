package io.midwatch.server;

import io.midwatch.collector.ingest.Arrival;
import io.midwatch.collector.ingest.IngestMetrics;
import io.midwatch.collector.ingest.IngestPipeline;
import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.OtlpBatchEncoder;
import io.midwatch.collector.otlp.OtlpIntake;
import io.midwatch.derive.OwnHosts;
import io.midwatch.derive.RollupDerivation;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.columnar.EmbeddedSettings;
import io.midwatch.storage.columnar.EmbeddedStore;
import io.midwatch.storage.columnar.StoreParts;
import io.midwatch.storage.contract.memory.InMemoryLedger;
import io.midwatch.storage.contract.memory.InMemoryRollups;
import io.midwatch.storage.contract.memory.InMemoryStore;
import io.midwatch.storage.contract.read.LogReader;
import io.midwatch.storage.contract.read.MetricReader;
import io.midwatch.storage.contract.read.SpanReader;
import io.midwatch.storage.contract.rollup.RollupReader;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A store with what the program puts before it: bytes of requests in, spans, log records and
 * figures out.
 */
record Pipeline(
    TelemetryWriter writer,
    SpanReader spans,
    LogReader logs,
    MetricReader metrics,
    RollupReader rollups,
    InstantSource clock,
    Runnable seal,
    Runnable release)
    implements AutoCloseable {
  static final CanonicalReader READER = new CanonicalReader(IdentityKeys.DEFAULT);

  private static final OtlpBatchEncoder ENCODER = new OtlpBatchEncoder();

  /**
   * @param store memory or embedded
   * @param folder where the embedded one keeps its files
   */
  static Pipeline open(String store, Path folder, InstantSource clock) {
    RollupDerivation derivation = new RollupDerivation(READER, OwnHosts.DEFAULT);
    if (store.equals("memory")) {
      InMemoryRollups rollups = new InMemoryRollups(derivation.tables(), clock, Duration.ofDays(2));
      InMemoryStore memory =
          new InMemoryStore(
              new OtlpBatchDecoder(), derivation, rollups, IdentityKeys.DEFAULT, 50_000, clock);
      return new Pipeline(memory, memory, memory, memory, rollups, clock, () -> {}, () -> {});
    }
    EmbeddedStore embedded =
        EmbeddedStore.open(
            folder.resolve("data"),
            new StoreParts(
                new OtlpBatchDecoder(), ENCODER, derivation, IdentityKeys.DEFAULT, clock),
            EmbeddedSettings.DEFAULTS);
    return new Pipeline(
        embedded,
        embedded.spans(),
        embedded.logs(),
        embedded.metrics(),
        embedded.rollups(),
        clock,
        embedded::seal,
        embedded::close);
  }

  void send(Span... spans) {
    sendSpans(List.of(spans));
  }

  /** One request. */
  void sendSpans(List<Span> spans) {
    write(Signal.TRACES, spans.size(), ENCODER.encodeSpans(spans));
  }

  /** One request. */
  void sendLogs(List<LogRecord> logs) {
    write(Signal.LOGS, logs.size(), ENCODER.encodeLogs(logs));
  }

  /** One request as it came, checked as the receivers do. */
  void receive(Signal signal, byte[] body) {
    var metrics = new IngestMetrics(new CollectorRegistry());
    new OtlpIntake(new IngestPipeline(writer, new InMemoryLedger(), metrics, clock))
        .export(
            new Arrival(signal, Arrival.Transport.HTTP, Arrival.BodyFormat.PROTOBUF, "test"),
            body,
            null);
  }

  private void write(Signal signal, int items, byte[] body) {
    Instant now = clock.instant();
    writer.write(
        new EncodedBatch(
            signal,
            EncodedBatch.Encoding.OTLP_PROTOBUF,
            "test",
            now.getEpochSecond() * 1_000_000_000L + now.getNano(),
            items,
            RejectedItems.NONE,
            ContentHash.of(body),
            body));
  }

  @Override
  public void close() {
    release.run();
  }
}
