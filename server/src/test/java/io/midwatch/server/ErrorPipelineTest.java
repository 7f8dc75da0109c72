package io.midwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.midwatch.derive.error.ErrorGrouper;
import io.midwatch.derive.error.FailureReader;
import io.midwatch.insight.error.ErrorDecision;
import io.midwatch.insight.error.ErrorInbox;
import io.midwatch.insight.error.ErrorStatus;
import io.midwatch.insight.error.ErrorWatch;
import io.midwatch.insight.error.InboxEntry;
import io.midwatch.insight.error.InboxOrder;
import io.midwatch.insight.error.InboxQuestion;
import io.midwatch.insight.error.InboxRow;
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
import io.midwatch.query.errors.ErrorActivities;
import io.midwatch.query.errors.ErrorHistory;
import io.midwatch.query.errors.ErrorPart;
import io.midwatch.query.errors.ErrorQuestion;
import io.midwatch.query.errors.ErrorSample;
import io.midwatch.query.errors.ErrorSamples;
import io.midwatch.query.errors.ErrorsService;
import io.midwatch.query.window.Trend;
import io.midwatch.query.window.Window;
import io.midwatch.storage.contract.control.ErrorStates;
import io.midwatch.storage.contract.query.TimeRange;
import io.midwatch.storage.control.ControlStore;
import io.midwatch.storage.testkit.fixture.MutableClock;
import io.midwatch.storage.testkit.fixture.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures from the bytes that are sent to the inbox, through each store of one process. */
class ErrorPipelineTest {
  private static final Instant START = Instant.parse("2026-11-22T03:17:00Z");
  private static final long SECOND = 1_000_000_000L;
  private static final Attributes EXCEPTION =
      Attributes.ofStrings(
          "exception.type",
          "java.lang.IllegalStateException",
          "exception.message",
          "cart 17 is empty",
          "exception.stacktrace",
          "java.lang.IllegalStateException: cart 17 is empty\n"
              + "\tat com.shop.Cart.total(Cart.java:17)\n");

  @TempDir Path folder;
  private final MutableClock clock = new MutableClock(START);
  private @Nullable Pipeline open;
  private @Nullable ControlStore control;

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
    if (control != null) {
      control.close();
    }
  }

  private Pipeline open(String store) {
    close();
    control = ControlStore.open(folder.resolve(ControlStore.FILE));
    Pipeline pipeline = Pipeline.open(store, folder, clock);
    open = pipeline;
    return pipeline;
  }

  private ErrorInbox inbox() {
    Pipeline store = Objects.requireNonNull(open);
    FailureReader failures = new FailureReader(Pipeline.READER, new ErrorGrouper());
    return new ErrorInbox(
        new ErrorsService(store.rollups()),
        new ErrorHistory(store.rollups(), clock),
        new ErrorSamples(
            store.rollups(), store.spans(), store.logs(), failures::groups, failures::group),
        states(),
        clock);
  }

  private ErrorStates states() {
    return Objects.requireNonNull(control).errorStates();
  }

  private ErrorStatus look(String id) {
    Pipeline store = Objects.requireNonNull(open);
    ErrorHistory history = new ErrorHistory(store.rollups(), clock);
    new ErrorWatch(new ErrorActivities(store.rollups(), clock), history, states(), clock).look();
    return inbox().entry(lastHour(), id).orElseThrow().row().status();
  }

  private ErrorQuestion lastHour() {
    long now = nanos(clock.instant()) + SECOND;
    return ErrorQuestion.of(Window.of(new TimeRange(now - 3_600 * SECOND, now)));
  }

  private List<InboxRow> rows(ErrorQuestion question) {
    return inbox().page(new InboxQuestion(question, Set.of(), InboxOrder.COUNT, null, 100)).rows();
  }

  /** 40 requests that fail with the same exception, told by log records and by their spans. */
  @ParameterizedTest
  @CsvSource({"memory, true", "memory, false", "embedded, true", "embedded, false"})
  void oneBugThatTwoSignalsTellOfCountsOnce(String store, boolean logsFirst) {
    Pipeline pipeline = open(store);
    List<Span> spans = new ArrayList<>();
    List<LogRecord> logs = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      spans.add(request(i, "2.41.0", i % 2 == 0, i * SECOND / 10));
      logs.add(exceptionLog(i, "2.41.0", i * SECOND / 10));
    }
    if (logsFirst) {
      pipeline.sendLogs(logs);
    }
    pipeline.sendSpans(spans);
    if (!logsFirst) {
      pipeline.sendLogs(logs);
    }
    clock.advance(Duration.ofSeconds(10));

    InboxRow row = rows(lastHour()).getFirst();
    assertThat(rows(lastHour())).hasSize(1);
    assertThat(row.figures().type()).isEqualTo("IllegalStateException");
    assertThat(row.figures().message()).isEqualTo("cart * is empty");
    assertThat(row.figures().place()).isEqualTo("com.shop.Cart.total");
    assertThat(row.figures().count()).isEqualTo(40);
    assertThat(row.figures().endpoints()).containsExactly("POST /pay");
    assertThat(row.figures().tenants()).isEqualTo(4);
    assertThat(row.figures().users()).isEqualTo(40);
    assertThat(row.figures().trend()).isEqualTo(Trend.NEW);
    assertThat(row.figures().lastSeenUnixNano()).isEqualTo(nanos(START) + 4 * SECOND);
    assertThat(row.firstSeenUnixNano()).isEqualTo(nanos(START) + SECOND / 10);
    assertThat(row.firstVersion()).isEqualTo("2.41.0");
    assertThat(row.status().label()).isEqualTo("new");

    InboxEntry entry = inbox().entry(lastHour(), row.figures().id()).orElseThrow();
    assertThat(entry.parts().tenants())
        .extracting(ErrorPart::name)
        .containsExactlyInAnyOrder("t0", "t1", "t2", "t3");
    assertThat(entry.parts().tenants()).allMatch(tenant -> tenant.count() == 10);
    assertThat(entry.samples()).extracting(ErrorSample::traceId).contains(Spans.traceId(40));
    ErrorQuestion ofTenant =
        new ErrorQuestion(
            new Window(lastHour().window().range(), null, "t1"), null, "2.41.0", null);
    assertThat(rows(ofTenant)).extracting(found -> found.figures().count()).containsExactly(10L);
  }

  @Test
  void aRestartBetweenTwoThatTellOfOneFailureDoesNotCountItTwice() {
    Pipeline pipeline = open("embedded");
    pipeline.sendSpans(List.of(request(1, "2.41.0", false, 0)));
    assertThat(rows(lastHour())).extracting(row -> row.figures().type()).containsExactly("500");

    Pipeline again = open("embedded");
    again.sendLogs(List.of(exceptionLog(1, "2.41.0", SECOND)));

    assertThat(rows(lastHour()))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.figures().type()).isEqualTo("IllegalStateException");
          assertThat(row.figures().count()).isEqualTo(1);
          assertThat(row.figures().endpoints()).containsExactly("POST /pay");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "embedded"})
  void whatWasResolvedComesBackInANewerVersionOnly(String store) {
    Pipeline pipeline = open(store);
    pipeline.send(request(1, "2.41.0", true, 0));
    String id = rows(lastHour()).getFirst().figures().id();
    clock.advance(Duration.ofSeconds(30));
    inbox()
        .decide(
            id,
            new ErrorDecision(new ErrorDecision.Kind.Resolve(null), "ada", "fixed"),
            "admin",
            "10.0.0.7");

    clock.advance(Duration.ofSeconds(30));
    pipeline.send(request(2, "2.41.0", true, 60 * SECOND), request(3, "2.9.0", true, 60 * SECOND));
    assertThat(look(id).label()).isEqualTo("resolved");

    clock.advance(Duration.ofSeconds(30));
    pipeline.send(request(4, "2.42.0", true, 90 * SECOND));
    ErrorStatus status = look(id);
    assertThat(status.label()).isEqualTo("regressed");
    assertThat(status.inVersion()).isEqualTo("2.42.0");
    assertThat(status.assignee()).isEqualTo("ada");
    assertThat(inbox().entry(lastHour(), id).orElseThrow().history())
        .extracting(ErrorStatus::label)
        .containsExactly("resolved", "regressed");
  }

  @Test
  void ignoringEndsAfterSoManyMore() {
    Pipeline pipeline = open("embedded");
    pipeline.send(request(1, "2.41.0", true, 0));
    String id = rows(lastHour()).getFirst().figures().id();
    clock.advance(Duration.ofSeconds(30));
    inbox()
        .decide(
            id,
            new ErrorDecision(new ErrorDecision.Kind.IgnoreFor(2), null, ""),
            "admin",
            "10.0.0.7");
    clock.advance(Duration.ofSeconds(30));
    pipeline.send(request(2, "2.41.0", true, 60 * SECOND));
    assertThat(look(id).label()).isEqualTo("ignored");

    pipeline.send(request(3, "2.41.0", true, 61 * SECOND));
    assertThat(look(id).label()).isEqualTo("ongoing");
  }

  private static Span request(int number, String version, boolean tells, long afterNanos) {
    List<SpanEvent> events =
        tells
            ? List.of(new SpanEvent(nanos(START) + afterNanos, "exception", EXCEPTION, 0))
            : List.of();
    long start = nanos(START) + afterNanos;
    return Spans.number(number)
        .named("POST /pay")
        .kind(SpanKind.SERVER)
        .startingAt(start)
        .lasting(SECOND / 20)
        .with(
            Attributes.builder()
                .put("http.request.method", "POST")
                .put("http.route", "/pay")
                .put("http.response.status_code", 500)
                .put("error.type", "500")
                .put("tenant.id", "t" + number % 4)
                .put("user.id", "u" + number)
                .build())
        .events(events)
        .status(SpanStatus.error(""))
        .from(shop(version))
        .build();
  }

  private static LogRecord exceptionLog(int number, String version, long afterNanos) {
    return new LogRecord(
        nanos(START) + afterNanos,
        0,
        17,
        "ERROR",
        AttributeValue.of("payment failed"),
        "",
        EXCEPTION,
        0,
        0,
        Spans.traceId(number),
        new SpanId(number),
        shop(version),
        InstrumentationScope.of("com.shop.Payments"));
  }

  private static Resource shop(String version) {
    return Resource.of(Attributes.ofStrings("service.name", "shop", "service.version", version));
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * SECOND + instant.getNano();
  }
}
