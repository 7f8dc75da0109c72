package io.midwatch.server.self;

import io.midwatch.model.Attributes;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Resource;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.prometheus.client.CollectorRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Writes what {@code /metrics} says into the store, as the sender {@link SourceProgress#SELF}, so
 * that PromQL answers for the time before a question as well; the ledger counts them as those of
 * any sender. Not thread-safe.
 */
public final class SelfMetrics {
  private static final long NANOS = 1_000_000_000L;

  private final CollectorRegistry registry;
  private final BatchEncoder encoder;
  private final TelemetryWriter writer;
  private final IngestLedger ledger;
  private final InstantSource clock;
  private final SelfPoints points;

  /**
   * @param instance what tells this server from another one, {@code host:port}
   */
  public SelfMetrics(
      CollectorRegistry registry,
      BatchEncoder encoder,
      TelemetryWriter writer,
      IngestLedger ledger,
      String instance,
      InstantSource clock) {
    this.registry = registry;
    this.encoder = encoder;
    this.writer = writer;
    this.ledger = ledger;
    this.clock = clock;
    this.points =
        new SelfPoints(
            Resource.of(
                Attributes.ofStrings("service.name", "midwatch", "service.instance.id", instance)),
            now());
  }

  /** Writes one point of every series. A store without room gets none: telemetry goes first. */
  public void write() {
    long now = now();
    List<MetricPoint> batch = points.of(registry.metricFamilySamples(), now);
    byte[] body = encoder.encodePoints(batch);
    try {
      writer.write(
          new EncodedBatch(
              Signal.METRICS,
              encoder.encoding(),
              SourceProgress.SELF,
              now,
              batch.size(),
              RejectedItems.NONE,
              ContentHash.of(body),
              body));
      ledger.received(Signal.METRICS, batch.size(), 0, Map.of());
    } catch (StoreOverloadedException _) {
      // The next one comes in seconds, and the figures that say why are on /metrics.
    }
  }

  private long now() {
    Instant now = clock.instant();
    return now.getEpochSecond() * NANOS + now.getNano();
  }
}
