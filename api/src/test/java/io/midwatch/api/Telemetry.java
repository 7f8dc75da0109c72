package io.midwatch.api;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Bytes;
import io.midwatch.model.EntityRef;
import io.midwatch.model.Exemplar;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.Signal;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import io.midwatch.storage.contract.control.IngestLedger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API's tests ask for: a failing checkout that calls its database, and nine mails that
 * went well, one a second.
 */
public final class Telemetry {
  public static final Instant NOW = Instant.parse("2026-11-22T03:17:00Z");

  /** Ten minutes ago, with nanoseconds that a double would lose. */
  public static final long START = NOW.getEpochSecond() * 1_000_000_000L - 600_000_000_000L + 123;

  public static final TraceId FAILING = new TraceId(0, 1);

  private static final Resource CHECKOUT =
      new Resource(
          Attributes.ofStrings(
              "service.namespace", "shop", "service.name", "checkout", "service.version", "2.41.0"),
          1,
          List.of(new EntityRef("", "service", List.of("service.name"), List.of())),
          "https://opentelemetry.io/schemas/1.40.0");

  private static final Resource MAIL =
      Resource.of(
          Attributes.ofStrings("service.name", "mail", "deployment.environment.name", "eu"));

  private static final InstrumentationScope SCOPE =
      new InstrumentationScope(
          "http", "1.2", Attributes.ofStrings("lib", "netty"), 4, "https://schema.example");

  private Telemetry() {}

  public static List<Span> spans() {
    List<Span> spans = new java.util.ArrayList<>();
    spans.add(failingRequest());
    spans.add(databaseCall());
    for (int i = 2; i <= 10; i++) {
      spans.add(mail(i));
    }
    return spans;
  }

  public static List<LogRecord> logs() {
    return List.of(
        log(START + 40, 17, AttributeValue.of("no stock for order 4711"), FAILING, CHECKOUT),
        log(START + 50, 9, AttributeValue.of(List.of(AttributeValue.of(1))), null, MAIL),
        log(START + 60, 13, AttributeValue.of("slow relay"), null, MAIL));
  }

  public static List<MetricPoint> points() {
    MetricDescriptor orders =
        new MetricDescriptor(
            "orders.placed",
            "Orders that were placed",
            "{order}",
            MetricDescriptor.MetricType.SUM,
            MetricDescriptor.Temporality.CUMULATIVE,
            true,
            Attributes.ofStrings("owner", "orders"));
    MetricDescriptor durations =
        MetricDescriptor.histogram(
            "http.server.request.duration", "s", MetricDescriptor.Temporality.DELTA);
    Exemplar exemplar =
        new Exemplar(
            START, new PointValue.LongPoint(3), Attributes.empty(), FAILING, new SpanId(0xA));
    return List.of(
        point(orders, new PointValue.LongPoint(3), START, List.of(exemplar)),
        point(orders, new PointValue.LongPoint(5), START + 1_000, List.of()),
        point(
            durations,
            new PointValue.HistogramPoint(
                3, 0.75, null, null, List.of(0.1, 0.5), List.of(1L, 1L, 1L)),
            START,
            List.of()),
        jobsPool());
  }

  /** A minute ago, of a service that sends no spans. */
  private static MetricPoint jobsPool() {
    return new MetricPoint(
        MetricDescriptor.gauge("hikaricp.connections.active", ""),
        Attributes.ofStrings("pool", "main"),
        0,
        NOW.minusSeconds(60).getEpochSecond() * 1_000_000_000L,
        0,
        new PointValue.LongPoint(4),
        List.of(),
        Resource.of(Attributes.ofStrings("service.name", "jobs")),
        SCOPE);
  }

  public static void count(IngestLedger ledger) {
    ledger.received(Signal.TRACES, 11, 4, Map.of("zero_trace_id", 2L));
    ledger.received(Signal.LOGS, 3, 0, Map.of());
    ledger.received(Signal.METRICS, 4, 0, Map.of());
    ledger.refused(Signal.TRACES, "too_large", 70_000_000);
  }

  private static Span failingRequest() {
    Attributes attributes =
        Attributes.builder()
            .put("http.request.method", "POST")
            .put("http.route", "/v1/orders")
            .put("http.response.status_code", 503)
            .put("tenant.id", "acme")
            .put("price", 12.0)
            .put("nothing.real", Double.NaN)
            .put("express", true)
            .put("items", AttributeValue.ofStrings("a", "ü<script>"))
            .put("raw", new AttributeValue.BytesValue(Bytes.copyOf(new byte[] {1, 2})))
            .put("cart", new AttributeValue.MapValue(Attributes.builder().put("size", 2).build()))
            .put("said.nothing", AttributeValue.EMPTY)
            .build();
    return new Span(
        FAILING,
        new SpanId(0xA),
        null,
        "vendor=1",
        0x101,
        "POST /v1/orders",
        SpanKind.SERVER.number(),
        START,
        START + 250_000_000,
        attributes,
        3,
        List.of(
            new SpanEvent(START + 10, "retry", Attributes.builder().put("attempt", 2).build(), 1)),
        2,
        List.of(
            new SpanLink(
                new TraceId(0, 9), new SpanId(9), "", Attributes.ofStrings("why", "batch"), 0, 1)),
        4,
        SpanStatus.error("no stock"),
        CHECKOUT,
        SCOPE);
  }

  private static Span databaseCall() {
    return span(
        FAILING,
        0xB,
        new SpanId(0xA),
        "SELECT stock",
        SpanKind.CLIENT,
        START + 1_000,
        100_000_000,
        Attributes.ofStrings(
            "db.system.name", "postgresql", "db.namespace", "orders", "server.address", "db-1"),
        CHECKOUT);
  }

  private static Span mail(int i) {
    return span(
        new TraceId(0, i),
        i,
        null,
        "POST /mails",
        SpanKind.SERVER,
        START + i * 1_000_000_000L,
        1_000_000L * i,
        Attributes.builder()
            .put("http.request.method", "POST")
            .put("http.route", "/mails")
            .put("http.response.status_code", 200)
            .build(),
        MAIL);
  }

  private static Span span(
      TraceId traceId,
      long id,
      @Nullable SpanId parent,
      String name,
      SpanKind kind,
      long start,
      long durationNanos,
      Attributes attributes,
      Resource resource) {
    return new Span(
        traceId,
        new SpanId(id),
        parent,
        "",
        0,
        name,
        kind.number(),
        start,
        start + durationNanos,
        attributes,
        0,
        List.of(),
        0,
        List.of(),
        0,
        SpanStatus.UNSET,
        resource,
        SCOPE);
  }

  private static LogRecord log(
      long time, int severity, AttributeValue body, @Nullable TraceId traceId, Resource resource) {
    return new LogRecord(
        time,
        time + 5,
        severity,
        "SEV",
        body,
        "",
        Attributes.ofStrings("thread", "main"),
        0,
        1,
        traceId,
        traceId == null ? null : new SpanId(0xA),
        resource,
        SCOPE);
  }

  private static MetricPoint point(
      MetricDescriptor metric, PointValue value, long time, List<Exemplar> exemplars) {
    return new MetricPoint(
        metric,
        Attributes.ofStrings("channel", "web"),
        START - 1_000,
        time,
        0x100,
        value,
        exemplars,
        CHECKOUT,
        SCOPE);
  }
}
