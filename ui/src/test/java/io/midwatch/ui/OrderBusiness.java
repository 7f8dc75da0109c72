package io.midwatch.ui;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.InstrumentationScope;
import io.midwatch.model.LogRecord;
import io.midwatch.model.MetricDescriptor;
import io.midwatch.model.MetricPoint;
import io.midwatch.model.PointValue;
import io.midwatch.model.Resource;
import io.midwatch.model.Span;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanId;
import io.midwatch.model.SpanKind;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two hours of a small order business, always the same: until 03:02:45 all is well; then version
 * 2.41.0 of the shop waits in vain for the card processor, and a queue is no longer emptied. Some
 * names are hostile on purpose.
 *
 * <pre>
 * shop POST /v1/checkout ─ orders SELECT │ payments POST /payments ─ acquira.example POST /charges │ webhooks.out send
 * </pre>
 */
final class OrderBusiness {
  static final String HOSTILE_TENANT = "<img src=x onerror=alert(1)>";
  static final String FAILING_TRACE = "000000000000000100000000000003e8";

  private static final String STATEMENT =
      "SELECT * FROM order_line WHERE order_id = ? AND note <> '<b>'";
  private static final String HOSTILE_STATEMENT =
      "DELETE FROM \"<img src=x onerror=alert(1)>\" WHERE id IN (1, 2, 3)";

  private static final List<String> TENANTS =
      List.of("northwind", "kestrel", "juniper", "harbor", HOSTILE_TENANT);
  private static final Duration FAULT = Duration.ofMinutes(15);

  private final Instant now;
  private final Random random = new Random(7);
  private final List<Span> spans = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<MetricPoint> points = new ArrayList<>();
  private long ids = 5000;

  OrderBusiness(Instant now) {
    this.now = now;
    for (Instant at = now.minus(Duration.ofHours(2)); at.isBefore(now); at = at.plusSeconds(12)) {
      checkout(at);
      search(at.plusMillis(3000));
      if (random.nextInt(4) == 0) {
        importRows(at.plusMillis(5000));
      }
      measure(at);
    }
    failingCheckout();
  }

  List<Span> spans() {
    return spans;
  }

  List<LogRecord> logs() {
    return logs;
  }

  List<MetricPoint> points() {
    return points;
  }

  private boolean faulty(Instant at) {
    return at.isAfter(now.minus(FAULT));
  }

  private void checkout(Instant at) {
    boolean newVersion = faulty(at) && random.nextBoolean();
    checkout(
        new TraceId(1, ids++),
        at,
        newVersion ? "2.41.0" : "2.40.3",
        newVersion && random.nextInt(3) > 0);
  }

  /** The one trace whose id is known to tests. */
  private void failingCheckout() {
    checkout(new TraceId(1, 1000), now.minusSeconds(25), "2.41.0", true);
  }

  private void checkout(TraceId trace, Instant at, String version, boolean fails) {
    Resource shop = resource("shop", version, "shop-" + (version.hashCode() & 1));
    Resource payments = resource("payments", "5.12.0", "payments-0");
    long start = nanos(at);
    long charge = fails ? 5_000_000_000L : 40_000_000L + random.nextInt(60_000_000);
    long total = charge + 60_000_000L;
    String tenant = TENANTS.get((int) (Math.pow(random.nextDouble(), 2) * TENANTS.size()));
    SpanId root =
        span(
            trace,
            null,
            "POST /v1/checkout",
            SpanKind.SERVER,
            start,
            total,
            shop,
            fails ? "" : null,
            Attributes.builder()
                .put("http.request.method", "POST")
                .put("http.route", "/v1/checkout")
                .put("http.response.status_code", fails ? 502L : 200L)
                .put("tenant.id", tenant)
                .put("user.id", "u" + random.nextInt(400))
                .put("error.type", fails ? "502" : "")
                .build(),
            List.of());
    for (int i = 0; i < (fails ? 12 : 2); i++) {
      span(
          trace,
          root,
          "SELECT order_line",
          SpanKind.CLIENT,
          start + 2_000_000L + i * 2_500_000L,
          1_900_000L,
          shop,
          null,
          Attributes.ofStrings(
              "db.system.name",
              "postgresql",
              "db.namespace",
              "orders",
              "db.query.text",
              i == 1 ? HOSTILE_STATEMENT : STATEMENT,
              "server.address",
              "db"),
          List.of());
    }
    SpanId call =
        span(
            trace,
            root,
            "POST",
            SpanKind.CLIENT,
            start + 40_000_000L,
            charge + 8_000_000L,
            shop,
            fails ? "502" : null,
            Attributes.ofStrings(
                "http.request.method", "POST", "server.address", "payments.internal"),
            List.of());
    SpanId pay =
        span(
            trace,
            call,
            "POST /payments",
            SpanKind.SERVER,
            start + 42_000_000L,
            charge + 4_000_000L,
            payments,
            fails ? "" : null,
            Attributes.builder()
                .put("http.request.method", "POST")
                .put("http.route", "/payments")
                .put("http.response.status_code", fails ? 504L : 201L)
                .build(),
            List.of());
    Attributes exception =
        Attributes.ofStrings(
            "exception.type",
            "java.net.SocketTimeoutException",
            "exception.message",
            "Read timed out",
            "exception.stacktrace",
            "java.net.SocketTimeoutException: Read timed out\n\tat io.midwatch.demo.payments.CardClient.charge(CardClient.java:41)\n\tat java.base/java.lang.Thread.run(Thread.java:1583)");
    SpanId charged =
        span(
            trace,
            pay,
            "POST /charges",
            SpanKind.CLIENT,
            start + 43_000_000L,
            charge,
            payments,
            fails ? "Read timed out" : null,
            Attributes.ofStrings(
                "http.request.method",
                "POST",
                "server.address",
                "acquira.example",
                "error.type",
                fails ? "java.net.SocketTimeoutException" : ""),
            fails
                ? List.of(new SpanEvent(start + 43_000_000L + charge, "exception", exception, 0))
                : List.of());
    span(
        trace,
        root,
        "webhooks.out send",
        SpanKind.PRODUCER,
        start + total - 4_000_000L,
        2_000_000L,
        shop,
        null,
        Attributes.ofStrings(
            "messaging.system",
            "activemq",
            "messaging.destination.name",
            "webhooks.out",
            "messaging.operation.type",
            "send"),
        List.of());
    log(
        trace,
        pay,
        start + 42_500_000L,
        9,
        "INFO",
        "charging order for " + tenant,
        payments,
        Attributes.ofStrings("tenant.id", tenant));
    if (fails) {
      log(
          trace,
          charged,
          start + 43_000_000L + charge,
          17,
          "ERROR",
          "card processor did not answer: Read timed out \u001b[31m<script>alert(1)</script>",
          payments,
          exception);
    }
  }

  private void search(Instant at) {
    TraceId trace = new TraceId(2, ids++);
    Resource shop = resource("shop", "2.40.3", "shop-0");
    long length = 20_000_000L + random.nextInt(80_000_000);
    boolean fails = random.nextInt(220) == 0;
    span(
        trace,
        null,
        "GET /v1/search",
        SpanKind.SERVER,
        nanos(at),
        length,
        shop,
        fails ? "no index" : null,
        Attributes.builder()
            .put("http.request.method", "GET")
            .put("http.route", "/v1/search")
            .put("http.response.status_code", fails ? 500L : 200L)
            .put("tenant.id", TENANTS.get(random.nextInt(3)))
            .build(),
        List.of());
    if (random.nextInt(5) == 0) {
      log(
          trace,
          null,
          nanos(at),
          13,
          "WARN",
          "slow search term " + "x".repeat(random.nextInt(300)),
          shop,
          Attributes.empty());
    }
  }

  private void importRows(Instant at) {
    Resource importer = resource("importer", "1.4.0", "importer-0");
    span(
        new TraceId(3, ids++),
        null,
        "import.rows process",
        SpanKind.CONSUMER,
        nanos(at),
        300_000_000L,
        importer,
        null,
        Attributes.ofStrings(
            "messaging.system",
            "activemq",
            "messaging.destination.name",
            "import.rows",
            "messaging.operation.type",
            "process"),
        List.of());
  }

  private void measure(Instant at) {
    Resource broker = resource("poller", "1", "poller-0");
    Resource shop = resource("shop", "2.41.0", "shop-1");
    double late = faulty(at) ? Duration.between(now.minus(FAULT), at).toSeconds() : 0;
    gauge("activemq.message.queue.size", 12 + late * 3, at, broker, "destination", "webhooks.out");
    gauge("activemq.message.oldest.age", 2 + late, at, broker, "destination", "webhooks.out");
    gauge("activemq.message.queue.size", 3, at, broker, "destination", "import.rows");
    gauge("activemq.message.oldest.age", 1, at, broker, "destination", "import.rows");
    gauge(
        "db.client.connection.count",
        late > 0 ? 9 : 3,
        at,
        shop,
        "db.client.connection.pool.name",
        "orders",
        "db.client.connection.state",
        "used");
    gauge("hikaricp.connections.active", 2, at, broker, "pool", "jobs");
    gauge("hikaricp.connections.max", 5, at, broker, "pool", "jobs");
    gauge("db.client.connection.max", 10, at, shop, "db.client.connection.pool.name", "orders");
    gauge(
        "db.client.connection.pending_requests",
        late > 0 ? 4 : 0,
        at,
        shop,
        "db.client.connection.pool.name",
        "orders");
  }

  private void gauge(String name, double value, Instant at, Resource resource, String... labels) {
    points.add(
        new MetricPoint(
            MetricDescriptor.gauge(name, "1"),
            Attributes.ofStrings(labels),
            0,
            nanos(at),
            0,
            new PointValue.DoublePoint(value),
            List.of(),
            resource,
            InstrumentationScope.of("poller")));
  }

  private SpanId span(
      TraceId trace,
      @Nullable SpanId parent,
      String name,
      SpanKind kind,
      long start,
      long length,
      Resource resource,
      @Nullable String error,
      Attributes attributes,
      List<SpanEvent> events) {
    SpanId id = new SpanId(++ids);
    spans.add(
        new Span(
            trace,
            id,
            parent,
            "",
            1,
            name,
            kind.number(),
            start,
            start + length,
            attributes,
            0,
            events,
            0,
            List.of(),
            0,
            error == null ? SpanStatus.UNSET : SpanStatus.error(error),
            resource,
            InstrumentationScope.of("io.opentelemetry.tomcat")));
    return id;
  }

  private void log(
      TraceId trace,
      @Nullable SpanId span,
      long at,
      int severity,
      String level,
      String body,
      Resource resource,
      Attributes attributes) {
    logs.add(
        new LogRecord(
            at,
            at,
            severity,
            level,
            AttributeValue.of(body),
            "",
            attributes,
            0,
            1,
            trace,
            span,
            resource,
            InstrumentationScope.of("logger")));
  }

  private static Resource resource(String service, String version, String instance) {
    return Resource.of(
        Attributes.ofStrings(
            "service.name",
            service,
            "service.version",
            version,
            "service.instance.id",
            instance,
            "deployment.environment.name",
            "production"));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
