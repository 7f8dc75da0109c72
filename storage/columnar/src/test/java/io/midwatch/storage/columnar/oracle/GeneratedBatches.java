package io.midwatch.storage.columnar.oracle;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.write.BatchDecoder;
import io.midwatch.storage.contract.write.BatchEncoder;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.LogSink;
import io.midwatch.storage.contract.write.PointSink;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.SpanSink;
import io.midwatch.storage.testkit.fixture.RecordReplay;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Batches whose body is two numbers, first row and rows; decoding makes the items anew, so that a
 * million of them need neither a wire format nor memory.
 */
record GeneratedBatches(IntFunction<Span> spans, IntFunction<LogRecord> logs)
    implements BatchDecoder, BatchEncoder {

  static EncodedBatch batch(Signal signal, int from, int count) {
    byte[] body = ByteBuffer.allocate(2 * Integer.BYTES).putInt(from).putInt(count).array();
    return new EncodedBatch(
        signal,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "oracle",
        Times.START_NANOS,
        count,
        RejectedItems.NONE,
        new ContentHash(signal.ordinal(), from),
        body);
  }

  @Override
  public void decodeSpans(EncodedBatch batch, SpanSink sink) {
    RecordReplay.spans(items(batch, spans), RejectedItems.NONE, sink);
  }

  @Override
  public void decodeLogs(EncodedBatch batch, LogSink sink) {
    RecordReplay.logs(items(batch, logs), RejectedItems.NONE, sink);
  }

  @Override
  public void decodePoints(EncodedBatch batch, PointSink sink) {
    throw new UnsupportedOperationException("no points are generated");
  }

  private static <T> List<T> items(EncodedBatch batch, IntFunction<T> item) {
    ByteBuffer body = ByteBuffer.wrap(batch.body());
    int from = body.getInt();
    return IntStream.range(from, from + body.getInt()).mapToObj(item).toList();
  }

  @Override
  public EncodedBatch.Encoding encoding() {
    return EncodedBatch.Encoding.OTLP_PROTOBUF;
  }

  @Override
  public byte[] encodeSpans(List<Span> records) {
    throw new UnsupportedOperationException("spans are written as batches");
  }

  @Override
  public byte[] encodeLogs(List<LogRecord> records) {
    throw new UnsupportedOperationException("logs are written as batches");
  }

  @Override
  public byte[] encodePoints(List<MetricPoint> records) {
    throw new UnsupportedOperationException("no points are generated");
  }
}
