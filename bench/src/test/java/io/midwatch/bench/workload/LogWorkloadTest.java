package io.midwatch.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LogWorkloadTest {
  private static final Period DAY =
      new Period(1_763_769_600_000_000_000L, 1_763_856_000_000_000_000L);
  private static final int RECORDS = LogWorkload.WINDOW_RECORDS + 500;
  private static final List<LogRecord> SENT = decode(new LogWorkload(42, DAY, RECORDS, 1_000));

  @Test
  void hasExactlyTheRecordsAskedFor() {
    assertThat(SENT).hasSize(RECORDS);
  }

  @Test
  void bodiesHave151BytesOnAverage() {
    double bytes =
        SENT.stream()
            .mapToInt(log -> log.getBody().getStringValue().length())
            .average()
            .orElseThrow();

    assertThat(bytes).isCloseTo(151, within(4.0));
  }

  @Test
  void sixOfTenBelongToATraceOfTheSpansOfTheSameSeed() {
    SpanWorkload spans = new SpanWorkload(42, DAY, 1_000);
    List<ByteBuffer> traces = new ArrayList<>();
    for (int trace = 0; trace < spans.traces(); trace++) {
      traces.add(
          ByteBuffer.allocate(16)
              .putLong(spans.traceId(trace).high())
              .putLong(spans.traceId(trace).low())
              .flip());
    }

    assertThat(share(log -> !log.getTraceId().isEmpty())).isCloseTo(0.6, within(0.01));
    assertThat(SENT)
        .filteredOn(log -> !log.getTraceId().isEmpty())
        .allMatch(log -> traces.contains(log.getTraceId().asReadOnlyByteBuffer()));
  }

  @Test
  void aTenthHoldsThePhrase() {
    assertThat(share(log -> log.getBody().getStringValue().contains(LogWorkload.PHRASE)))
        .isCloseTo(0.1, within(0.01));
  }

  @Test
  void threeOfAMillionHoldTheNeedle() {
    LogWorkload records = new LogWorkload(7, DAY, 300_000, 1);
    int found = 0;
    for (int window = 0; window < records.windows(); window++) {
      for (ExportRequest request : records.window(window)) {
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        int at = text.indexOf(LogWorkload.NEEDLE);
        while (at >= 0) {
          found++;
          at = text.indexOf(LogWorkload.NEEDLE, at + 1);
        }
      }
    }

    assertThat(found).isBetween(1, 4);
  }

  private static double share(Predicate<LogRecord> wanted) {
    return SENT.stream().mapToInt(log -> wanted.test(log) ? 1 : 0).average().orElseThrow();
  }

  private static List<LogRecord> decode(Workload workload) {
    List<LogRecord> logs = new ArrayList<>();
    for (int window = 0; window < workload.windows(); window++) {
      for (ExportRequest request : workload.window(window)) {
        try {
          ExportLogsServiceRequest.parseFrom(request.body()).getResourceLogsList().stream()
              .flatMap(group -> group.getScopeLogsList().stream())
              .forEach(scope -> logs.addAll(scope.getLogRecordsList()));
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
    return logs;
  }
}
