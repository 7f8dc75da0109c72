package io.midwatch.storage.wal;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.TelemetryWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes records the way encoded batches go, so that there is one way in. Records are never
 * repeated requests: each call has a hash nobody had before. Thread-safe.
 */
public final class RecordWriter {
  private static final String SOURCE = "local";

  private final TelemetryWriter writer;
  private final BatchEncoder encoder;
  private final InstantSource clock;
  private final long run = new SecureRandom().nextLong();
  private final AtomicLong calls = new AtomicLong();

  public RecordWriter(TelemetryWriter writer, BatchEncoder encoder, InstantSource clock) {
    this.writer = writer;
    this.encoder = encoder;
    this.clock = clock;
  }

  public void writeSpans(List<Span> spans) {
    if (!spans.isEmpty()) {
      write(Signal.TRACES, spans.size(), encoder.encodeSpans(spans));
    }
  }

  public void writeLogs(List<LogRecord> logs) {
    if (!logs.isEmpty()) {
      write(Signal.LOGS, logs.size(), encoder.encodeLogs(logs));
    }
  }

  public void writePoints(List<MetricPoint> points) {
    if (!points.isEmpty()) {
      write(Signal.METRICS, points.size(), encoder.encodePoints(points));
    }
  }

  private void write(Signal signal, int items, byte[] body) {
    Instant now = clock.instant();
    writer.write(
        new EncodedBatch(
            signal,
            encoder.encoding(),
            SOURCE,
            now.getEpochSecond() * 1_000_000_000L + now.getNano(),
            items,
            RejectedItems.NONE,
            new ContentHash(run, calls.incrementAndGet()),
            body));
  }
}
