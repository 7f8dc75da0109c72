package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Sent.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.FieldInputs.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldInputsTest {
  private static final int RECORDS = 900;
  private static final List<String> KEYS = keys();
  private static final List<AttributeValue> VALUES =
      List.of(
          AttributeValue.of(""),
          AttributeValue.of("grpc"),
          AttributeValue.of("GET"),
          AttributeValue.of("/orders/17?a=b"),
          AttributeValue.of("https://card.example:8443/pay"),
          AttributeValue.of("shop:8080"),
          AttributeValue.of("publish"),
          AttributeValue.of("14"),
          AttributeValue.of(503),
          AttributeValue.of(404),
          AttributeValue.of(2.5),
          AttributeValue.of(true),
          AttributeValue.EMPTY,
          AttributeValue.ofStrings("a", "b"));

  private final Random random = new Random(20260301);

  private static List<String> keys() {
    Set<String> keys = new LinkedHashSet<>(IdentityKeys.DEFAULT.tenantKeys());
    keys.addAll(IdentityKeys.DEFAULT.userKeys());
    for (FieldRow row : SemconvTable.rows()) {
      row.spellings().forEach(spelling -> keys.add(spelling.key()));
    }
    keys.addAll(
        List.of(
            "rpc.service",
            "event.name",
            "service.name",
            "service.namespace",
            "exception.type",
            "exception.message",
            "exception.stacktrace",
            "noise"));
    return List.copyOf(keys);
  }

  @Test
  void aSpanReducedToTheInputsOfAFieldHasTheSameValue() {
    for (int i = 0; i < RECORDS; i++) {
      Span span = span();
      for (CanonicalField field : CanonicalField.values()) {
        Span reduced = reduce(span, READER.spanInputs(field));

        assertThat(READER.read(reduced, field))
            .as("%s of %s", field, span)
            .isEqualTo(READER.read(span, field));
      }
    }
  }

  @Test
  void aLogRecordReducedToTheInputsOfAFieldHasTheSameValue() {
    for (int i = 0; i < RECORDS; i++) {
      LogRecord log = log();
      for (CanonicalField field : CanonicalField.values()) {
        LogRecord reduced = reduce(log, READER.logInputs(field));

        assertThat(READER.read(reduced, field))
            .as("%s of %s", field, log)
            .isEqualTo(READER.read(log, field));
      }
    }
  }

  @Test
  void namesEveryKeyOfARowAndWhatItsConversionsLookUp() {
    assertThat(READER.spanInputs(CanonicalField.RPC_METHOD).keys())
        .containsExactly("rpc.method", "rpc.service");
    assertThat(READER.spanInputs(CanonicalField.SERVER_PORT))
        .satisfies(inputs -> assertThat(inputs.sources()).containsExactly(Source.KIND));
    assertThat(READER.logInputs(CanonicalField.SERVER_PORT).sources()).isEmpty();
    assertThat(READER.spanInputs(CanonicalField.VERSION))
        .isEqualTo(FieldInputs.of(Source.RESOURCE));
  }

  private Span span() {
    List<SpanEvent> events = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String name = random.nextInt(3) > 0 ? "exception" : "other";
      events.add(new SpanEvent(5, name, attributes(4), 0));
    }
    return new Span(
        new TraceId(1, 1 + random.nextInt(9)),
        new SpanId(1 + random.nextInt(9)),
        random.nextBoolean() ? null : new SpanId(7),
        "",
        0,
        pick(List.of("", "GET", "HTTP GET", "GET /orders/17")),
        random.nextInt(8),
        1_000,
        900 + random.nextInt(400),
        attributes(40),
        0,
        events,
        0,
        List.of(),
        0,
        new SpanStatus(random.nextInt(4), random.nextBoolean() ? "" : "why"),
        Resource.of(attributes(20)),
        InstrumentationScope.of(random.nextBoolean() ? "" : "library"));
  }

  private LogRecord log() {
    return new LogRecord(
        1_000,
        0,
        random.nextInt(3),
        random.nextBoolean() ? "" : "WARN",
        pick(VALUES),
        random.nextBoolean() ? "" : "happened",
        attributes(40),
        0,
        0,
        random.nextBoolean() ? null : new TraceId(1, 2),
        random.nextBoolean() ? null : new SpanId(3),
        Resource.of(attributes(20)),
        InstrumentationScope.of(random.nextBoolean() ? "" : "library"));
  }

  private Attributes attributes(int most) {
    Attributes.Builder builder = Attributes.builder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      builder.put(pick(KEYS), pick(VALUES));
    }
    return builder.build();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Span reduce(Span span, FieldInputs inputs) {
    Set<Source> sources = inputs.sources();
    boolean times = sources.contains(Source.TIMES);
    return new Span(
        sources.contains(Source.TRACE_ID) ? span.traceId() : new TraceId(0, 99),
        sources.contains(Source.SPAN_ID) ? span.spanId() : new SpanId(99),
        sources.contains(Source.PARENT_SPAN_ID) ? span.parentSpanId() : null,
        "",
        0,
        sources.contains(Source.NAME) ? span.name() : "",
        sources.contains(Source.KIND) ? span.kindNumber() : 0,
        times ? span.startTimeUnixNano() : 0,
        times ? span.endTimeUnixNano() : 0,
        reduce(span.attributes(), inputs),
        0,
        sources.contains(Source.EXCEPTION)
            ? span.events().stream()
                .filter(event -> event.name().equals("exception"))
                .limit(1)
                .toList()
            : List.of(),
        0,
        List.of(),
        0,
        new SpanStatus(
            sources.contains(Source.STATUS) ? span.status().codeNumber() : 0,
            sources.contains(Source.STATUS_MESSAGE) ? span.status().message() : ""),
        sources.contains(Source.RESOURCE) ? span.resource() : Resource.EMPTY,
        sources.contains(Source.SCOPE) ? span.scope() : InstrumentationScope.EMPTY);
  }

  private static LogRecord reduce(LogRecord log, FieldInputs inputs) {
    Set<Source> sources = inputs.sources();
    return new LogRecord(
        0,
        0,
        sources.contains(Source.SEVERITY) ? log.severityNumber() : 0,
        sources.contains(Source.SEVERITY_TEXT) ? log.severityText() : "",
        sources.contains(Source.BODY) ? log.body() : AttributeValue.EMPTY,
        sources.contains(Source.EVENT_NAME) ? log.eventName() : "",
        reduce(log.attributes(), inputs),
        0,
        0,
        sources.contains(Source.TRACE_ID) ? log.traceId() : null,
        sources.contains(Source.SPAN_ID) ? log.spanId() : null,
        sources.contains(Source.RESOURCE) ? log.resource() : Resource.EMPTY,
        sources.contains(Source.SCOPE) ? log.scope() : InstrumentationScope.EMPTY);
  }

  private static Attributes reduce(Attributes attributes, FieldInputs inputs) {
    Attributes.Builder builder = Attributes.builder();
    for (String key : inputs.keys()) {
      AttributeValue value = attributes.find(key);
      if (value != null) {
        builder.put(key, value);
      }
    }
    return builder.build();
  }
}
