package io.midwatch.storage.columnar.crash;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
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
import io.midwatch.storage.testkit.fixture.Logs;
import io.midwatch.storage.testkit.fixture.Points;
import io.midwatch.storage.testkit.fixture.RecordBatches;
import io.midwatch.storage.testkit.fixture.Spans;
import io.midwatch.storage.testkit.fixture.Times;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Batches of items that are their numbers: the body is the first number and how many, so that any
 * process can read what another one wrote. Item n has the time {@link Times#START_NANOS} + n / 10
 * ms; four spans are a trace, five series take points by turns. Stateless.
 */
record NumberedBatches() implements BatchDecoder, BatchEncoder {
  static final int SPANS_PER_TRACE = 4;
  static final int SERIES = 5;
  static final long STEP_NANOS = Times.MILLI / 10;

  /** A request with the items {@code first} to {@code first + count - 1}. */
  static EncodedBatch batch(Signal signal, long first, int count) {
    return new EncodedBatch(
        signal,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "numbers",
        Times.START_NANOS,
        count,
        RejectedItems.NONE,
        new ContentHash(signal.ordinal(), first),
        ByteBuffer.allocate(12).putLong(first).putInt(count).array());
  }

  static long time(long number) {
    return Times.START_NANOS + number * STEP_NANOS;
  }

  static long numberAt(long timeUnixNano) {
    return (timeUnixNano - Times.START_NANOS) / STEP_NANOS;
  }

  static Span span(long number) {
    return Spans.number(1 + number)
        .trace(1 + number / SPANS_PER_TRACE)
        .startingAt(time(number))
        .with("number", number)
        .of("shop")
        .build();
  }

  static LogRecord log(long number) {
    return Logs.number(0)
        .times(time(number), time(number))
        .saying(Long.toString(number))
        .of("shop")
        .build();
  }

  static MetricPoint point(long number) {
    MetricPoint point =
        Points.at(0).named("depth").with("queue", Long.toString(number % SERIES)).build();
    return new MetricPoint(
        point.metric(),
        point.attributes(),
        0,
        time(number),
        0,
        new PointValue.DoublePoint(number),
        List.of(),
        point.resource(),
        point.scope());
  }

  @Override
  public void decodeSpans(EncodedBatch batch, SpanSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodeSpans(records.spans("", 0, items(batch, NumberedBatches::span)), sink);
  }

  @Override
  public void decodeLogs(EncodedBatch batch, LogSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodeLogs(records.logs("", 0, items(batch, NumberedBatches::log)), sink);
  }

  @Override
  public void decodePoints(EncodedBatch batch, PointSink sink) {
    RecordBatches records = new RecordBatches();
    records.decodePoints(records.points("", 0, items(batch, NumberedBatches::point)), sink);
  }

  private static <T> List<T> items(EncodedBatch batch, LongFunction<T> item) {
    ByteBuffer body = ByteBuffer.wrap(batch.body());
    long first = body.getLong();
    return LongStream.range(first, first + body.getInt()).mapToObj(item).toList();
  }

  @Override
  public EncodedBatch.Encoding encoding() {
    return EncodedBatch.Encoding.OTLP_PROTOBUF;
  }

  @Override
  public byte[] encodeSpans(List<Span> spans) {
    throw new UnsupportedOperationException("only numbers are written");
  }

  @Override
  public byte[] encodeLogs(List<LogRecord> logs) {
    throw new UnsupportedOperationException("only numbers are written");
  }

  @Override
  public byte[] encodePoints(List<MetricPoint> points) {
    throw new UnsupportedOperationException("only numbers are written");
  }
}
