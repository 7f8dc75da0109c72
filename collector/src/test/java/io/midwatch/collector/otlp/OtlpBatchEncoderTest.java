package io.midwatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RecordingLogSink;
import io.midwatch.storage.contract.write.RecordingPointSink;
import io.midwatch.storage.contract.write.RecordingSpanSink;
import io.midwatch.storage.contract.write.RejectedItems;
import io.midwatch.storage.contract.write.SharedValues;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records come back equal from what the encoder wrote and from its JSON. */
class OtlpBatchEncoderTest {
  private final OtlpBatchDecoder decoder = new OtlpBatchDecoder();
  private final OtlpBatchEncoder encoder = new OtlpBatchEncoder();

  @Test
  void writesSpansThatReadBackEqual() {
    List<Span> spans = spans(OtlpSamples.traces().toByteArray());
    assertThat(spans).hasSizeGreaterThan(2);
    assertThat(spans(encoder.encodeSpans(spans))).isEqualTo(spans);
  }

  @Test
  void writesLogsThatReadBackEqual() {
    List<LogRecord> logs = logs(OtlpSamples.logs().toByteArray());
    assertThat(logs).hasSizeGreaterThan(2);
    assertThat(logs(encoder.encodeLogs(logs))).isEqualTo(logs);
  }

  @Test
  void writesPointsThatReadBackEqual() {
    List<MetricPoint> points = points(OtlpSamples.metrics().toByteArray());
    assertThat(points).hasSizeGreaterThan(5);
    assertThat(points(encoder.encodePoints(points))).isEqualTo(points);
  }

  @Test
  void printsJsonOnOneLineThatReadsBackEqual() {
    assertThat(spans(throughJson(Signal.TRACES, OtlpSamples.traces().toByteArray())))
        .isEqualTo(spans(OtlpSamples.traces().toByteArray()));
    assertThat(logs(throughJson(Signal.LOGS, OtlpSamples.logs().toByteArray())))
        .isEqualTo(logs(OtlpSamples.logs().toByteArray()));
    assertThat(points(throughJson(Signal.METRICS, OtlpSamples.metrics().toByteArray())))
        .isEqualTo(points(OtlpSamples.metrics().toByteArray()));
  }

  private static byte[] throughJson(Signal signal, byte[] body) {
    String json = OtlpJsonPrinter.print(signal, body);
    assertThat(json).doesNotContain("\n").startsWith("{\"resource");
    return JsonTranscoder.transcode(signal, Utf8.encode(json)).body();
  }

  private List<Span> spans(byte[] body) {
    List<Span> spans = new ArrayList<>();
    decoder.decodeSpans(
        batch(Signal.TRACES, body),
        new RecordingSpanSink(new SharedValues(), (span, _) -> spans.add(span)));
    return spans;
  }

  private List<LogRecord> logs(byte[] body) {
    List<LogRecord> logs = new ArrayList<>();
    decoder.decodeLogs(
        batch(Signal.LOGS, body),
        new RecordingLogSink(new SharedValues(), (log, _) -> logs.add(log)));
    return logs;
  }

  private List<MetricPoint> points(byte[] body) {
    List<MetricPoint> points = new ArrayList<>();
    decoder.decodePoints(
        batch(Signal.METRICS, body),
        new RecordingPointSink(new SharedValues(), (point, _) -> points.add(point)));
    return points;
  }

  private static EncodedBatch batch(Signal signal, byte[] body) {
    return new EncodedBatch(
        signal,
        EncodedBatch.Encoding.OTLP_PROTOBUF,
        "local",
        1_800_000_000_000_000_000L,
        1_000,
        RejectedItems.NONE,
        new ContentHash(0, 0),
        body);
  }
}
