package io.midwatch.storage.elasticsearch.doc;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RecordingLogSink;
import io.midwatch.storage.contract.write.RecordingPointSink;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.SharedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** Items as bytes, as a request of one item, so that all OTLP can say comes back. Thread-safe. */
public final class ItemCodec {
  private final BatchEncoder encoder;
  private final BatchDecoder decoder;
  private final SharedValues shared = new SharedValues();

  public ItemCodec(BatchEncoder encoder, BatchDecoder decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  public byte[] bytes(Span span) {
    return encoder.encodeSpans(List.of(span));
  }

  public byte[] bytes(LogRecord log) {
    return encoder.encodeLogs(List.of(log));
  }

  public byte[] bytes(MetricPoint point) {
    return encoder.encodePoints(List.of(point));
  }

  public Span span(byte[] bytes) {
    List<Span> spans = new ArrayList<>(1);
    decodeSpans(batch(Signal.TRACES, bytes), (span, _) -> spans.add(span));
    return only(spans);
  }

  public LogRecord log(byte[] bytes) {
    List<LogRecord> logs = new ArrayList<>(1);
    decodeLogs(batch(Signal.LOGS, bytes), (log, _) -> logs.add(log));
    return only(logs);
  }

  public MetricPoint point(byte[] bytes) {
    List<MetricPoint> points = new ArrayList<>(1);
    decodePoints(batch(Signal.METRICS, bytes), (point, _) -> points.add(point));
    return only(points);
  }

  /** The spans of a request with their positions in it. */
  public void decodeSpans(EncodedBatch batch, ObjIntConsumer<Span> spans) {
    decoder.decodeSpans(batch, new RecordingSpanSink(shared, spans));
  }

  public void decodeLogs(EncodedBatch batch, ObjIntConsumer<LogRecord> logs) {
    decoder.decodeLogs(batch, new RecordingLogSink(shared, logs));
  }

  public void decodePoints(EncodedBatch batch, ObjIntConsumer<MetricPoint> points) {
    decoder.decodePoints(batch, new RecordingPointSink(shared, points));
  }

  private EncodedBatch batch(Signal signal, byte[] bytes) {
    return new EncodedBatch(
        signal, encoder.encoding(), "", 0, 1, RejectedItems.NONE, new ContentHash(0, 0), bytes);
  }

  private static <T> T only(List<T> items) {
    if (items.size() != 1) {
      throw new StoreException("a document holds " + items.size() + " items instead of one");
    }
    return items.getFirst();
  }
}
