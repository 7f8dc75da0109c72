package io.midwatch.collector.ingest;

import io.midwatch.storage.contract.StoreOverloadedException;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands checked requests to the store and counts what becomes of every item. Thread-safe. Per
 * signal {@code received = accepted + rejected + duplicates}, in the ledger and in the metrics
 * alike.
 */
public final class IngestPipeline {
  private static final Logger log = LoggerFactory.getLogger(IngestPipeline.class);
  private static final int MAX_MESSAGE_LENGTH = 4096;

  private final TelemetryWriter writer;
  private final IngestLedger ledger;
  private final IngestMetrics metrics;
  private final InstantSource time;

  public IngestPipeline(
      TelemetryWriter writer, IngestLedger ledger, IngestMetrics metrics, InstantSource time) {
    this.writer = writer;
    this.ledger = ledger;
    this.metrics = metrics;
    this.time = time;
  }

  /**
   * Stores the acceptable items; returns when they are as durable as the store promises.
   *
   * @throws RefusedException OVERLOADED or STORE_FAILED when the whole request should be sent again
   */
  public Accepted accept(Arrival arrival, CheckedRequest request) {
    boolean duplicate = request.acceptedCount() > 0 && write(arrival, request).duplicate();
    if (duplicate) {
      metrics.duplicate(arrival, request);
    } else {
      metrics.accepted(arrival, request);
    }
    ledger.received(
        arrival.signal(),
        duplicate ? 0 : request.acceptedCount(),
        duplicate ? request.acceptedCount() : 0,
        byLabel(request));
    return answer(request);
  }

  /** Counts a request that was turned away; {@code bytes} is what was read or announced of it. */
  public void refused(Arrival arrival, RefuseReason reason, long bytes) {
    metrics.refused(arrival, reason);
    ledger.refused(arrival.signal(), reason.label(), bytes);
  }

  private WriteReceipt write(Arrival arrival, CheckedRequest request) {
    Instant now = time.instant();
    EncodedBatch batch =
        new EncodedBatch(
            arrival.signal(),
            EncodedBatch.Encoding.OTLP_PROTOBUF,
            arrival.source(),
            now.getEpochSecond() * 1_000_000_000L + now.getNano(),
            request.itemCount(),
            request.rejected(),
            request.contentHash(),
            request.body(),
            request.wire());
    try {
      return writer.write(batch);
    } catch (StoreOverloadedException e) {
      throw new RefusedException(
          RefuseReason.OVERLOADED, "the store is overloaded, retry later", e.retryAfter());
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("signal", arrival.signal().label())
          .addKeyValue("items", request.itemCount())
          .setCause(e)
          .log("a request could not be stored; its sender is told to retry");
      throw new RefusedException(
          RefuseReason.STORE_FAILED, "the request could not be stored, retry later");
    }
  }

  private static Map<String, Long> byLabel(CheckedRequest request) {
    return request.reasons().entrySet().stream()
        .collect(
            Collectors.toMap(entry -> entry.getKey().label(), entry -> (long) entry.getValue()));
  }

  private static Accepted answer(CheckedRequest request) {
    int rejected = request.rejected().count();
    if (rejected == 0 && request.warning().isEmpty()) {
      return Accepted.ALL;
    }
    String reasons =
        new TreeMap<>(request.reasons())
            .entrySet().stream()
                .map(entry -> entry.getValue() + " refused: " + entry.getKey().description())
                .collect(Collectors.joining("; "));
    String message =
        reasons
            + (reasons.isEmpty() || request.warning().isEmpty() ? "" : "; ")
            + request.warning();
    return new Accepted(
        rejected, message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH)));
  }
}
