package io.midwatch.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import io.midwatch.model.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpanWorkloadTest {
  private static final Period DAY =
      new Period(1_763_769_600_000_000_000L, 1_763_856_000_000_000_000L);
  private static final int SPANS = 2 * SpanWorkload.WINDOW_SPANS + 1_001;
  private static final List<Sent> SENT = decode(new SpanWorkload(42, DAY, SPANS));

  /** A span with the service and version that sent it. */
  private record Sent(String service, String version, Span span) {
    boolean failed() {
      return span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
    }
  }

  @Test
  void sameSeedGivesSameBytes() {
    Workload first = new SpanWorkload(42, DAY, SPANS);
    Workload second = new SpanWorkload(42, DAY, SPANS);

    for (int window = first.windows() - 1; window >= 0; window--) {
      assertThat(bodies(first.window(window))).isEqualTo(bodies(second.window(window)));
    }
  }

  @Test
  void otherSeedGivesOtherSpans() {
    Set<Object> ids =
        SENT.stream().map(sent -> sent.span().getSpanId()).collect(Collectors.toSet());

    assertThat(decode(new SpanWorkload(43, DAY, 1_000)))
        .noneMatch(sent -> ids.contains(sent.span().getSpanId()));
  }

  @Test
  void hasExactlyTheSpansAskedFor() {
    assertThat(SENT).hasSize(SPANS);
    assertThat(SENT.stream().map(sent -> sent.span().getSpanId()).distinct()).hasSize(SPANS);
  }

  @Test
  void requestsHoldAtMost512Spans() {
    List<ExportRequest> requests = new SpanWorkload(42, DAY, SPANS).window(0);

    assertThat(requests).hasSize(Math.ceilDiv(SpanWorkload.WINDOW_SPANS, 512));
    assertThat(requests.subList(0, requests.size() - 1))
        .allMatch(request -> request.items() == 512);
  }

  @Test
  void weighsWhatTheReferenceWorkloadWeighs() {
    long raw = 0;
    long gzip = 0;
    for (ExportRequest request : new SpanWorkload(42, DAY, SPANS).window(0)) {
      raw += request.body().length;
      gzip += Compression.GZIP.compress(request.body()).length;
    }

    assertThat((double) gzip / SpanWorkload.WINDOW_SPANS).isCloseTo(75, within(8.0));
    assertThat((double) raw / SpanWorkload.WINDOW_SPANS).isCloseTo(510, within(15.0));
  }

  @Test
  void hasTheAttributesOfTheReferenceWorkload() {
    List<Sent> servers = matching(sent -> sent.span().getKind() == SpanKind.SPAN_KIND_SERVER);

    assertThat(meanAttributes(SENT)).isCloseTo(10.5, within(0.2));
    assertThat(meanAttributes(servers.stream().filter(sent -> !sent.failed()).toList()))
        .isEqualTo(12);
  }

  @Test
  void failsAsOftenAsTheReferenceWorkload() {
    List<Sent> failed = matching(Sent::failed);

    assertThat(100.0 * failed.size() / SPANS).isCloseTo(1.66, within(0.15));
    assertThat(failed)
        .allSatisfy(sent ->
            assertThat(text(sent.span().getEvents(0).getAttributesList(), "exception.stacktrace"))
                .hasSizeBetween(1_290, 1_400));
    assertThat(failed.stream().map(sent -> sent.span().getEvents(0).getAttributes(2)).distinct())
        .hasSizeBetween(250, 300);
  }

  @Test
  void plantsOneFault() {
    List<Sent> faulty =
        matching(sent -> sent.span().getName().equals("POST /api/v1/payments/{id}/confirm"));

    assertThat(faulty.stream().map(Sent::version)).contains("2.43.0", "2.43.1", "2.43.2");
    assertThat(failedShare(faulty, "2.43.2")).isCloseTo(0.35, within(0.1));
    assertThat(failedShare(faulty, "2.43.1")).isLessThan(0.1);
  }

  @Test
  void has20ServicesWith300Operations() {
    assertThat(SENT.stream().map(Sent::service).distinct()).hasSize(20);
    assertThat(SENT.stream().map(sent -> sent.service() + sent.span().getName()).distinct())
        .hasSize(300);
  }

  @Test
  void childrenLieInTheirParentsUnlessTheyConsumeAMessage() {
    Map<Object, Span> byId = new HashMap<>();
    SENT.forEach(sent -> byId.put(sent.span().getSpanId(), sent.span()));

    int children = 0;
    for (Sent sent : SENT) {
      Span parent = byId.get(sent.span().getParentSpanId());
      if (parent != null && sent.span().getKind() != SpanKind.SPAN_KIND_CONSUMER) {
        children++;
        assertThat(sent.span().getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(sent.span().getStartTimeUnixNano())
            .isGreaterThanOrEqualTo(parent.getStartTimeUnixNano());
        assertThat(sent.span().getEndTimeUnixNano())
            .isLessThanOrEqualTo(parent.getEndTimeUnixNano());
      }
    }
    assertThat(children).isGreaterThan(SPANS / 2);
  }

  @Test
  void startsTracesOverThePeriod() {
    List<Long> starts =
        matching(sent -> sent.span().getParentSpanId().isEmpty()).stream()
            .map(sent -> sent.span().getStartTimeUnixNano())
            .sorted()
            .toList();

    assertThat(starts.getFirst()).isBetween(DAY.fromUnixNano(), DAY.part(0, 1_000).toUnixNano());
    assertThat(starts.getLast()).isBetween(DAY.part(999, 1_000).fromUnixNano(), DAY.toUnixNano());
  }

  private static List<Sent> matching(Predicate<Sent> wanted) {
    return SENT.stream().filter(wanted).toList();
  }

  private static double meanAttributes(List<Sent> spans) {
    return spans.stream()
        .mapToInt(sent -> sent.span().getAttributesCount())
        .average()
        .orElseThrow();
  }

  private static double failedShare(List<Sent> spans, String version) {
    return spans.stream()
        .filter(sent -> sent.version().equals(version))
        .mapToInt(sent -> sent.failed() ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static List<ByteBuffer> bodies(List<ExportRequest> requests) {
    return requests.stream().map(request -> ByteBuffer.wrap(request.body())).toList();
  }

  private static String text(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(AnyValue::getStringValue)
        .findFirst()
        .orElse("");
  }

  private static List<Sent> decode(Workload workload) {
    assertThat(workload.signal()).isEqualTo(Signal.TRACES);
    List<Sent> spans = new ArrayList<>();
    for (int window = 0; window < workload.windows(); window++) {
      workload.window(window).forEach(request -> spans.addAll(decode(request)));
    }
    return spans;
  }

  private static List<Sent> decode(ExportRequest request) {
    List<Sent> spans = new ArrayList<>();
    try {
      for (ResourceSpans group :
          ExportTraceServiceRequest.parseFrom(request.body()).getResourceSpansList()) {
        List<KeyValue> resource = group.getResource().getAttributesList();
        for (Span span : group.getScopeSpans(0).getSpansList()) {
          spans.add(
              new Sent(text(resource, "service.name"), text(resource, "service.version"), span));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    assertThat(spans).hasSize(request.items());
    return spans;
  }
}
