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
import io.midwatch.model.TraceId;
import io.midwatch.model.semconv.CanonicalReader;
import io.midwatch.model.semconv.IdentityKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReaderTest {
  private static final long SECOND = 1_000_000_000L;
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
  private final FailureJoin join = new FailureJoin(30 * SECOND, 100);

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

  @Test
  void aThousandExceptionsSentTwiceAreAThousand() {
    List<Failure> counted = new ArrayList<>();
    FailureJoin wide = new FailureJoin(30 * SECOND, 10_000);
    for (int i = 1; i <= 1_000; i++) {
      counted.addAll(wide.add(eventOf(i), 0));
      counted.addAll(wide.add(logOf(i), 0));
    }
    counted.addAll(wide.expire(60 * SECOND));

    assertThat(counted).hasSize(1_000).allMatch(failure -> failure.source() == Source.SPAN_EVENT);
  }

  /** client 3 below internal 2 below server 1: the exception is thrown in 3 and passes all. */
  @ParameterizedTest
  @CsvSource({"3 2 1, 1", "1 2 3, 1", "2 3 1, 1", "3 1, 1", "1 3, 1", "3 3 2 2 1 1, 1", "2, 1"})
  void anExceptionOnItsWayUpIsOneFailure(String arrival, int expected) {
    List<Failure> counted = new ArrayList<>();
    for (String id : arrival.split(" ")) {
      long span = Long.parseLong(id);
      SpanKind kind = span == 1 ? SpanKind.SERVER : SpanKind.CLIENT;
      counted.addAll(
          join.add(reader.failures(span(kind, true, 1, 1, span, span - 1)).getFirst(), 0));
    }

    assertThat(counted).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource({"11 12 13 1", "1 11 12 13", "11 1 12 13"})
  void threeFailedCallsOfOneRequestAreThreeFailures(String arrival) {
    List<Failure> counted = new ArrayList<>();
    for (String id : arrival.split(" ")) {
      long span = Long.parseLong(id);
      SpanKind kind = span == 1 ? SpanKind.SERVER : SpanKind.CLIENT;
      long parent = span == 1 ? 0 : 1;
      counted.addAll(join.add(reader.failures(span(kind, true, 1, 1, span, parent)).getFirst(), 0));
    }

    assertThat(counted).hasSize(3);
  }

  @Test
  void aBareFailureGivesWayToAnExceptionOfTheSameServiceAndTrace() {
    assertThat(join.add(bareOf(1), 0)).isEmpty();
    assertThat(join.add(logOf(1), SECOND)).hasSize(1);
    assertThat(join.expire(60 * SECOND)).isEmpty();
  }

  @Test
  void aBareFailureCountsWhenNothingBetterComes() {
    assertThat(join.add(bareOf(1), 0)).isEmpty();
    assertThat(join.expire(29 * SECOND)).isEmpty();
    assertThat(join.expire(30 * SECOND)).hasSize(1);
    assertThat(join.expire(90 * SECOND)).isEmpty();
  }

  @Test
  void anErrorLogCountsBeforeABareFailure() {
    join.add(bareOf(1), 0);
    join.add(reader.failure(log(17, "giving up", Attributes.empty(), 1)).orElseThrow(), 0);

    assertThat(join.expire(60 * SECOND))
        .singleElement()
        .satisfies(failure -> assertThat(failure.source()).isEqualTo(Source.ERROR_LOG));
  }

  @Test
  void theOldestTraceMakesRoomAndItsFailureCounts() {
    List<Failure> counted = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      counted.addAll(join.add(bareOf(i), 0));
    }

    assertThat(counted).hasSize(50);
    assertThat(join.expire(60 * SECOND)).hasSize(100);
  }

  private Failure eventOf(int trace) {
    return reader.failures(span(SpanKind.SERVER, true, 1, trace)).getFirst();
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
    return new Span(
        new TraceId(1, trace),
        new SpanId(id),
        parent == 0 ? null : new SpanId(parent),
        "",
        0,
        "pay",
        kind.number(),
        1,
        2,
        Attributes.empty(),
        0,
        events,
        0,
        List.of(),
        0,
        failed ? SpanStatus.error("") : SpanStatus.UNSET,
        Resource.of(Attributes.ofStrings("service.name", "shop")),
        InstrumentationScope.EMPTY);
  }

  private static LogRecord log(int severity, String body, Attributes attributes, int trace) {
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
        new TraceId(1, trace),
        new SpanId(7),
        Resource.of(Attributes.ofStrings("service.name", "shop")),
        InstrumentationScope.of("com.shop.Cart"));
  }
}
