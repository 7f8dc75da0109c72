package io.midwatch.collector;

import io.midwatch.collector.otlp.OtlpBatchDecoder;
import io.midwatch.collector.otlp.SinkLog;
import io.midwatch.model.Signal;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.TelemetryWriter;
import io.midwatch.storage.contract.write.WriteReceipt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps batches in memory, finds repeated ones, fails on demand, and keeps the ledger's calls. */
public final class FakeStore implements TelemetryWriter, IngestLedger {
  private final List<EncodedBatch> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<String> ledger = Collections.synchronizedList(new ArrayList<>());
  private final Set<Object> seen = Collections.synchronizedSet(new HashSet<>());
  private volatile @Nullable RuntimeException failure;

  @Override
  public WriteReceipt write(EncodedBatch batch) {
    RuntimeException toThrow = failure;
    if (toThrow != null) {
      throw toThrow;
    }
    if (!seen.add(List.of(batch.source(), batch.contentHash()))) {
      return new WriteReceipt(0, true);
    }
    batches.add(batch);
    return new WriteReceipt(batch.acceptedCount(), false);
  }

  /** Lets every write fail; null lets them succeed again. */
  public void failWith(@Nullable RuntimeException exception) {
    failure = exception;
  }

  public List<EncodedBatch> batches() {
    return List.copyOf(batches);
  }

  /** What the sinks are told of the batches of a signal. */
  public List<String> decoded(Signal signal) {
    SinkLog log = new SinkLog();
    OtlpBatchDecoder decoder = new OtlpBatchDecoder();
    for (EncodedBatch batch : batches()) {
      if (batch.signal() == signal) {
        switch (signal) {
          case TRACES -> decoder.decodeSpans(batch, log);
          case LOGS -> decoder.decodeLogs(batch, log);
          case METRICS -> decoder.decodePoints(batch, log);
        }
      }
    }
    return log.lines();
  }

  /** The ledger's calls: {@code traces accepted=4 duplicates=0 rejected={}}. */
  public List<String> ledger() {
    return List.copyOf(ledger);
  }

  @Override
  public void received(
      Signal signal, long accepted, long duplicates, Map<String, Long> rejectedByReason) {
    ledger.add(
        signal.label()
            + " accepted="
            + accepted
            + " duplicates="
            + duplicates
            + " rejected="
            + new TreeMap<>(rejectedByReason));
  }

  @Override
  public void refused(Signal signal, String reason, long bytes) {
    ledger.add(signal.label() + " refused=" + reason + " bytes=" + bytes);
  }

  @Override
  public Ledger snapshot() {
    throw new UnsupportedOperationException("the collector only writes the ledger");
  }
}
