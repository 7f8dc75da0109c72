package io.midwatch.derive.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.error.Failure.Source;
import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import io.midwatch.storage.testkit.fixture.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReaderTest {
  private static final int MOST_PLACES = 1_500;
  private static final String TRACE =
      "java.lang.IllegalStateException: cart 17 is empty\n\tat com.shop.Cart.total(Cart.java:17)\n";
  private static final Attributes EXCEPTION =
      Attributes.ofStrings(
          "exception.type",
          "java.lang.IllegalStateException",
          "exception.message",
          "cart 17 is empty",
          "exception.stacktrace",
          TRACE);

  private final FailureReader reader =
      new FailureReader(new CanonicalReader(IdentityKeys.DEFAULT), new ErrorGrouper());
  private final Counted counted = new Counted(new FailureJoin(MOST_PLACES));

  @Test
  void aSpanEventALogRecordAndATextWithTheTraceAreOneGroup() {
    ErrorGroup event = reader.failures(span(SpanKind.SERVER, true, 1)).getFirst().group();
    ErrorGroup log = reader.failure(log(17, "failed", EXCEPTION, 1)).orElseThrow().group();
    ErrorGroup text =
        reader
            .failure(log(17, "payment failed\n" + TRACE, Attributes.empty(), 1))
            .orElseThrow()
            .group();

    assertThat(log).isEqualTo(event).isEqualTo(text);
    assertThat(event.type()).isEqualTo("IllegalStateException");
    assertThat(event.message()).isEqualTo("cart * is empty");
    assertThat(event.place()).isEqualTo("com.shop.Cart.total");
    assertThat(event.id()).matches("[0-9a-f]{16}");
  }

  @Test
  void anExceptionOfASpanThatDidNotFailIsHandled() {
    assertThat(reader.failures(span(SpanKind.SERVER, false, 1)))
        .singleElement()
        .satisfies(failure -> assertThat(failure.handled()).isTrue());
    assertThat(reader.failures(span(SpanKind.SERVER, true, 1)))
        .singleElement()
        .satisfies(failure -> assertThat(failure.handled()).isFalse());
  }

  @Test
  void theSameBugTwiceOnOneSpanIsOneFailure() {
    assertThat(reader.failures(span(SpanKind.SERVER, true, 3))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "SERVER,   true,  BARE_SPAN",
    "CONSUMER, true,  BARE_SPAN",
    "SERVER,   false, ",
    "CLIENT,   true,  ",
    "INTERNAL, true,  ",
  })
  void spansWithoutExceptionFailByThemselvesWhereWorkBegins(
      SpanKind kind, boolean failed, @Nullable Source source) {
    List<Failure> failures = reader.failures(span(kind, failed, 0));

    assertThat(failures.stream().map(Failure::source).findFirst().orElse(null)).isEqualTo(source);
  }

  @ParameterizedTest
  @CsvSource({
    "17, true,  false, EXCEPTION_LOG",
    "21, true,  false, EXCEPTION_LOG",
    "13, true,  true,  EXCEPTION_LOG",
    "0,  true,  false, EXCEPTION_LOG",
    "9,  true,  false, ",
    "5,  true,  false, ",
    "17, false, false, ERROR_LOG",
    "13, false, false, ",
    "0,  false, false, ",
  })
  void severityTellsHowMuchALogRecordMeans(
      int severity, boolean exception, boolean handled, @Nullable Source source) {
    var failure = reader.failure(log(severity, "x", exception ? EXCEPTION : Attributes.empty(), 1));

    assertThat(failure.map(Failure::source).orElse(null)).isEqualTo(source);
    assertThat(failure.map(Failure::handled).orElse(false)).isEqualTo(handled);
  }

  /** Agents that send exceptions as log records give those of failed calls the severity WARN. */
  @Test
  void theExceptionOfACallIsAsLittleHandledAsThatOfItsSpan() {
    Attributes ofCall =
        Attributes.builder()
            .putAll(EXCEPTION)
            .put("event.name", "db.client.operation.exception")
            .build();

    assertThat(reader.failure(log(13, "x", ofCall, 1)).map(Failure::handled)).contains(false);
  }

  @Test
  void aThousandExceptionsSentTwiceAreAThousand() {
    for (int i = 1; i <= 1_000; i++) {
      counted.add(eventOf(i));
      counted.add(logOf(i));
    }

    assertThat(counted.failures())
        .hasSize(1_000)
        .allMatch(failure -> failure.source() == Source.SPAN_EVENT);
  }

  /** client 3 below internal 2 below server 1: the exception is thrown in 3 and passes all. */
  @ParameterizedTest
  @ValueSource(strings = {"3 2 1", "1 2 3", "2 3 1", "3 1", "1 3", "3 3 2 2 1 1", "2"})
  void anExceptionOnItsWayUpIsOneFailure(String arrival) {
    for (String id : arrival.split(" ")) {
      long span = Long.parseLong(id);
      SpanKind kind = span == 1 ? SpanKind.SERVER : SpanKind.CLIENT;
      counted.add(reader.failures(span(kind, true, 1, 1, span, span - 1)).getFirst());
    }

    assertThat(counted.failures()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"11 12 13 1", "1 11 12 13", "11 1 12 13"})
  void threeFailedCallsOfOneRequestAreThreeFailures(String arrival) {
    for (String id : arrival.split(" ")) {
      long span = Long.parseLong(id);
      SpanKind kind = span == 1 ? SpanKind.SERVER : SpanKind.CLIENT;
      long parent = span == 1 ? 0 : 1;
      counted.add(reader.failures(span(kind, true, 1, 1, span, parent)).getFirst());
    }

    assertThat(counted.failures()).hasSize(3);
  }

  /** The log record is written in 1, far above the client 3 where the exception was thrown. */
  @Test
  void anExceptionWithItsLogRecordIsOneFailureInWhateverOrderTheyCome() {
    List<Failure> told =
        List.of(tellingOf(1, 0), tellingOf(2, 1), tellingOf(3, 2), logOf(1, 1), logOf(1, 3));
    Set<List<Integer>> orders = Permutations.of(told.size());

    assertThat(orders).hasSize(120);
    for (List<Integer> order : orders) {
      Counted each = new Counted(new FailureJoin(MOST_PLACES));
      order.forEach(index -> each.add(told.get(index)));

      assertThat(each.failures())
          .as("%s", order)
          .singleElement()
          .satisfies(failure -> assertThat(failure.spanId()).isEqualTo(new SpanId(3)));
    }
  }

  /** As Node's instrumentations tell: the inner span of a router keeps the status unset. */
  @Test
  void anExceptionThatFailsASpanAboveIsNotHandledInWhateverOrderTheyCome() {
    List<Failure> told =
        List.of(
            reader.failures(span(SpanKind.INTERNAL, false, 1, 1, 3, 2)).getFirst(),
            reader.failures(span(SpanKind.INTERNAL, true, 1, 1, 2, 1)).getFirst(),
            reader.failures(span(SpanKind.INTERNAL, false, 1, 1, 1, 9)).getFirst());
    for (List<Integer> order : Permutations.of(told.size())) {
      Counted each = new Counted(new FailureJoin(MOST_PLACES));
      order.forEach(index -> each.add(told.get(index)));

      assertThat(each.failures())
          .as("%s", order)
          .singleElement()
          .satisfies(failure -> {
            assertThat(failure.spanId()).isEqualTo(new SpanId(3));
            assertThat(failure.handled()).isFalse();
          });
    }
  }

  @Test
  void threeTriesWithALogRecordEachAreThreeFailuresInWhateverOrderTheyCome() {
    List<Failure> told =
        List.of(
            tellingOf(11, 1),
            tellingOf(12, 1),
            tellingOf(13, 1),
            logOf(1, 11),
            logOf(1, 1),
            tellingOf(1, 0));
    for (List<Integer> order : Permutations.of(told.size())) {
      Counted each = new Counted(new FailureJoin(MOST_PLACES));
      order.forEach(index -> each.add(told.get(index)));

      assertThat(each.failures()).as("%s", order).hasSize(3);
    }
  }

  /** The demo's case: the request answered 500 by itself and logged what its call ran into. */
  @Test
  void aLogRecordOfTheRequestIsTheFailureOfTheCallBelowIt() {
    List<Failure> told = List.of(bareOf(1), logOf(1, 7), logOf(1, 3), tellingOf(3, 2));
    for (List<Integer> order : Permutations.of(told.size())) {
      Counted each = new Counted(new FailureJoin(MOST_PLACES));
      order.forEach(index -> each.add(told.get(index)));

      assertThat(each.failures())
          .as("%s", order)
          .singleElement()
          .satisfies(failure -> assertThat(failure.endpoint()).isEqualTo("pay"));
    }
  }

  @Test
  void logRecordsBeyondTheFailedSpansAreFailuresOfTheirOwn() {
    counted.add(tellingOf(1, 0));
    counted.add(logOf(1, 1));
    counted.add(logOf(1, 5));
    counted.add(logOf(1, 6));

    assertThat(counted.failures()).hasSize(3);
  }

  @Test
  void aBareFailureGivesWayToAnExceptionOfTheSameServiceAndTrace() {
    counted.add(bareOf(1));
    assertThat(counted.failures()).hasSize(1);
    counted.add(logOf(1));
    counted.add(logOf(2));
    counted.add(bareOf(2));

    assertThat(counted.failures())
        .hasSize(2)
        .allMatch(failure -> failure.source() == Source.EXCEPTION_LOG);
  }

  @Test
  void anErrorLogCountsBeforeABareFailureAndAnExceptionBeforeBoth() {
    counted.add(bareOf(1));
    counted.add(errorOf(1));
    assertThat(counted.failures()).extracting(Failure::source).containsExactly(Source.ERROR_LOG);

    counted.add(logOf(1));
    counted.add(errorOf(1));
    counted.add(bareOf(1));
    assertThat(counted.failures())
        .extracting(Failure::source)
        .containsExactly(Source.EXCEPTION_LOG);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatALogRecordTellsCountsForTheEndpointOfItsRequest(boolean logFirst) {
    if (logFirst) {
      counted.add(logOf(1));
      assertThat(counted.failures()).extracting(Failure::endpoint).containsExactly("");
    }
    counted.add(bareOf(1));
    if (!logFirst) {
      counted.add(logOf(1));
    }

    assertThat(counted.failures()).extracting(Failure::endpoint).containsExactly("pay");
  }

  @Test
  void theOldestTraceMakesRoomAndWhatItCountedStays() {
    for (int i = 1; i <= MOST_PLACES + 1; i++) {
      counted.add(bareOf(i));
    }
    counted.add(logOf(1));
    counted.add(logOf(MOST_PLACES));

    assertThat(counted.failures()).hasSize(MOST_PLACES + 2);
  }

  private Failure errorOf(int trace) {
    return reader.failure(log(17, "giving up", Attributes.empty(), trace)).orElseThrow();
  }

  private Failure eventOf(int trace) {
    return reader.failures(span(SpanKind.SERVER, true, 1, trace)).getFirst();
  }

  /** An exception of a span of trace 1; the span without parent is the entry. */
  private Failure tellingOf(long id, long parent) {
    SpanKind kind = parent == 0 ? SpanKind.SERVER : SpanKind.CLIENT;
    return reader.failures(span(kind, true, 1, 1, id, parent)).getFirst();
  }

  private Failure logOf(int trace, long span) {
    return reader.failure(log(17, "failed", EXCEPTION, trace, span)).orElseThrow();
  }

  private Failure bareOf(int trace) {
    return reader.failures(span(SpanKind.SERVER, true, 0, trace)).getFirst();
  }

  private Failure logOf(int trace) {
    return reader.failure(log(17, "failed", EXCEPTION, trace)).orElseThrow();
  }

  private static Span span(SpanKind kind, boolean failed, int exceptions) {
    return span(kind, failed, exceptions, 1);
  }

  private static Span span(SpanKind kind, boolean failed, int exceptions, int trace) {
    return span(kind, failed, exceptions, trace, 7, 9);
  }

  private static Span span(
      SpanKind kind, boolean failed, int exceptions, int trace, long id, long parent) {
    List<SpanEvent> events = new ArrayList<>();
    for (int i = 0; i < exceptions; i++) {
      events.add(new SpanEvent(5, "exception", EXCEPTION, 0));
    }
    return Spans.number(id)
        .trace(trace)
        .childOf(parent)
        .named("pay")
        .kind(kind)
        .startingAt(1)
        .lasting(1)
        .events(events)
        .status(failed ? SpanStatus.error("") : SpanStatus.UNSET)
        .build();
  }

  private static LogRecord log(int severity, String body, Attributes attributes, int trace) {
    return log(severity, body, attributes, trace, 7);
  }

  private static LogRecord log(
      int severity, String body, Attributes attributes, int trace, long span) {
    return new LogRecord(
        1,
        0,
        severity,
        "",
        AttributeValue.of(body),
        "",
        attributes,
        0,
        0,
        Spans.traceId(trace),
        new SpanId(span),
        Resource.of(Attributes.ofStrings("service.name", "shop")),
        InstrumentationScope.of("com.shop.Cart"));
  }
}
