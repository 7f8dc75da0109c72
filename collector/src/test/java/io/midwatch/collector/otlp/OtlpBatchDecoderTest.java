package io.midwatch.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.ContentHash;
import io.midwatch.storage.contract.write.EncodedBatch;
import io.midwatch.storage.contract.write.RejectedItems;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpBatchDecoderTest {
  private static final long RECEIVED = 1_800_000_000_000_000_000L;

  @Test
  void saysOfSpansWhatTheGeneratedClassesSay() {
    ExportTraceServiceRequest request = OtlpSamples.traces();
    assertThat(decode(Signal.TRACES, request.toByteArray(), new BitSet()))
        .hasSizeGreaterThan(100)
        .isEqualTo(OracleLog.spans(request));
  }

  @Test
  void saysOfLogsWhatTheGeneratedClassesSay() {
    ExportLogsServiceRequest request = OtlpSamples.logs();
    assertThat(decode(Signal.LOGS, request.toByteArray(), new BitSet()))
        .hasSizeGreaterThan(50)
        .isEqualTo(OracleLog.logs(request));
  }

  @Test
  void saysOfPointsWhatTheGeneratedClassesSay() {
    var request = OtlpSamples.metrics();
    assertThat(decode(Signal.METRICS, request.toByteArray(), new BitSet()))
        .hasSizeGreaterThan(200)
        .isEqualTo(OracleLog.points(request));
  }

  @Test
  void skipsRejectedItemsAndGroupsLeftEmpty() {
    BitSet rejected = new BitSet();
    rejected.set(0, 3);
    List<String> lines = decode(Signal.TRACES, OtlpSamples.traces().toByteArray(), rejected);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("span "))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("span 3 ");
    assertThat(lines).filteredOn(line -> line.startsWith("resource ")).hasSize(1);
  }

  @Test
  void readsResourceAndSchemaThatComeBehindTheSpans() {
    ResourceSpans group = OtlpSamples.traces().getResourceSpans(0);
    ProtoWriter writer = new ProtoWriter();
    int message = writer.open(1);
    writer.bytes(3, group.getSchemaUrlBytes().toByteArray());
    group.getScopeSpansList().forEach(scope -> writer.bytes(2, scope.toByteArray()));
    writer.bytes(1, group.getResource().toByteArray());
    writer.close(message);
    assertThat(decode(Signal.TRACES, writer.toByteArray(), new BitSet()))
        .isEqualTo(
            OracleLog.spans(
                ExportTraceServiceRequest.newBuilder().addResourceSpans(group).build()));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE})
  void filesWhatNoRangeHoldsUnderTheTimeItWasReceived(long time) {
    ExportLogsServiceRequest.Builder logs = ExportLogsServiceRequest.newBuilder();
    logs.addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecords(LogRecord.newBuilder().setTimeUnixNano(time).setObservedTimeUnixNano(time));
    assertThat(decode(Signal.LOGS, logs.build().toByteArray(), new BitSet()))
        .contains("log 0 0 " + RECEIVED + " 0   0 0 " + "0".repeat(32) + " " + "0".repeat(16));
    ExportTraceServiceRequest.Builder spans = ExportTraceServiceRequest.newBuilder();
    spans
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(
            OtlpSamples.bareSpan(1).toBuilder().setStartTimeUnixNano(time).clearEndTimeUnixNano());
    assertThat(decode(Signal.TRACES, spans.build().toByteArray(), new BitSet()).get(2))
        .contains(" " + RECEIVED + " " + RECEIVED + " ");
  }

  @Test
  void filesLogsWithoutTimeUnderTheTimeTheyWereReceived() {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecords(LogRecord.newBuilder());
    assertThat(decode(Signal.LOGS, request.build().toByteArray(), new BitSet()))
        .contains("log 0 0 " + RECEIVED + " 0   0 0 " + "0".repeat(32) + " " + "0".repeat(16));
  }

  @Test
  void filesSpansWithoutTimesUnderTheTimeTheyWereReceived() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .addScopeSpansBuilder()
        .addSpans(
            OtlpSamples.bareSpan(1).toBuilder().setStartTimeUnixNano(-1).clearEndTimeUnixNano());
    assertThat(decode(Signal.TRACES, request.build().toByteArray(), new BitSet()).get(2))
        .contains(" " + RECEIVED + " " + RECEIVED + " ");
  }

  @Test
  void tellsTheStoreWhenABodyCannotBeRead() {
    assertThatThrownBy(() -> decode(Signal.TRACES, new byte[] {10, 5, 1}, new BitSet()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("traces")
        .hasMessageContaining("length 5 at byte 1");
  }

  static List<String> decode(Signal signal, byte[] body, BitSet rejected) {
    EncodedBatch batch =
        new EncodedBatch(
            signal,
            EncodedBatch.Encoding.OTLP_PROTOBUF,
            "test",
            RECEIVED,
            0,
            RejectedItems.copyOf(rejected),
            new ContentHash(1, 2),
            body);
    SinkLog log = new SinkLog();
    OtlpBatchDecoder decoder = new OtlpBatchDecoder();
    switch (signal) {
      case TRACES -> decoder.decodeSpans(batch, log);
      case LOGS -> decoder.decodeLogs(batch, log);
      case METRICS -> decoder.decodePoints(batch, log);
    }
    return log.lines();
  }
}
