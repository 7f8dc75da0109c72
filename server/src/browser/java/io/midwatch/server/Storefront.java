package io.midwatch.server;

import static io.midwatch.server.SentTelemetry.exception;
import static io.midwatch.server.SentTelemetry.nanos;
import static io.midwatch.server.SentTelemetry.resource;

import io.midwatch.model.Resource;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanKind;
import io.midwatch.server.SentTelemetry.Course;
import io.midwatch.server.SentTelemetry.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two hours of a shop with something to see on every page, the same for the same end: all is well
 * until version 2.41.0 of checkout comes, a quarter of an hour before the end. It waits in vain for
 * the card processor, its pool runs dry, and the mail that follows an order is late.
 *
 * <pre>
 * checkout POST /v1/checkout ─ shop SELECT cart │ payments POST /payments ─ cards.example │ orders.placed ─ mailer
 * catalog GET /v1/products/{id} ─ shop SELECT product │ redis GET        catalog GET /v1/search ─ shop SELECT product
 * </pre>
 */
final class Storefront {
  /**
   * A time at which the clock of a server may stand still, so that its pages say the same however
   * long a test takes.
   */
  static final Instant NOW = Instant.parse("2026-11-17T03:17:46Z");

  private static final Duration LENGTH = Duration.ofHours(2);
  private static final Duration FAULT = Duration.ofMinutes(15);
  private static final String TIMED_OUT = "Read timed out";
  private static final String STACK =
      """
      java.net.SocketTimeoutException: Read timed out
      \tat com.example.payments.CardClient.charge(CardClient.java:41)
      \tat com.example.payments.PaymentService.pay(PaymentService.java:88)
      \tat java.base/java.lang.Thread.run(Thread.java:1583)
      """;
  private static final List<String> TENANTS =
      List.of("Northwind", "Kestrel & Sons", "Juniper", "Harbor Foods", "Tidewater", "Ostrava");
  private static final long MS = 1_000_000L;

  private final Random random = new Random(11);
  private final SentTelemetry told = new SentTelemetry();
  private final Instant fault;
  private String failingTraceId = "";

  private Storefront(Instant end) {
    fault = end.minus(FAULT);
    int step = 0;
    for (Instant at = end.minus(LENGTH);
        at.isBefore(end.minusSeconds(9));
        at = at.plusSeconds(10)) {
      product(at.plusMillis(random.nextInt(4000)));
      if (step % 2 == 0) {
        search(at.plusMillis(random.nextInt(4000)));
        checkout(at.plusMillis(1000 + random.nextInt(4000)));
      }
      // Once a minute, as SDKs do: said so, figures are current for three minutes.
      if (step % 6 == 0) {
        measure(at);
      }
      step++;
    }
  }

  /**
   * Sends it, and the deploy behind it.
   *
   * @return the newest checkout that failed
   */
  static String sendTo(RunningServer server, Instant end) throws Exception {
    Storefront shop = new Storefront(end);
    shop.told.sendTo(server.otlpHttpUrl());
    return shop.failingTraceId;
  }

  private boolean faulty(Instant at) {
    return !at.isBefore(fault);
  }

  private void checkout(Instant at) {
    boolean news = faulty(at) && random.nextInt(4) > 0;
    @Nullable String failure = news && random.nextInt(5) < 3 ? TIMED_OUT : null;
    Resource checkout =
        resource("checkout", news ? "2.41.0" : "2.40.3", "checkout-" + (news ? 2 : 1));
    Resource payments = resource("payments", "5.12.0", "payments-1");
    long start = nanos(at);
    long charge = failure == null ? (40 + random.nextInt(80)) * MS : 5_000 * MS;
    long whole = charge + 70 * MS;
    String tenant = TENANTS.get((int) (Math.pow(random.nextDouble(), 2) * TENANTS.size()));
    Place root =
        told.span(
            told.newTrace(),
            checkout,
            SpanKind.SERVER,
            "POST /v1/checkout",
            Course.of(start, whole).failing(failure == null ? null : ""),
            List.of(),
            "http.request.method",
            "POST",
            "http.route",
            "/v1/checkout",
            "http.response.status_code",
            failure == null ? "200" : "502",
            "tenant.id",
            tenant,
            "user.id",
            "u-" + random.nextInt(400));
    if (failure != null) {
      failingTraceId = root.trace().hex();
    }
    for (int i = 0; i < (news ? 9 : 2); i++) {
      statement(
          root,
          checkout,
          start + (2 + 3 * i) * MS,
          2 * MS + random.nextInt(900_000),
          "SELECT product_id, quantity FROM cart_line WHERE cart_id = 4711 ORDER BY position");
    }
    Place call =
        told.span(
            root,
            checkout,
            SpanKind.CLIENT,
            "POST",
            Course.of(start + 34 * MS, charge + 12 * MS).failing(failure == null ? null : "502"),
            List.of(),
            "http.request.method",
            "POST",
            "server.address",
            "payments.internal");
    pay(told, call, payments, start + 36 * MS, charge, failure);
    order(root, checkout, start + whole - 5 * MS, faulty(at));
    if (failure != null) {
      told.log(
          root,
          checkout,
          start + whole - MS,
          17,
          "order could not be placed: payments answered 502",
          "tenant.id",
          tenant);
    }
  }

  private static void pay(
      SentTelemetry told,
      Place call,
      Resource payments,
      long start,
      long charge,
      @Nullable String failure) {
    Place pay =
        told.span(
            call,
            payments,
            SpanKind.SERVER,
            "POST /payments",
            Course.of(start, charge + 6 * MS).failing(failure == null ? null : ""),
            List.of(),
            "http.request.method",
            "POST",
            "http.route",
            "/payments",
            "http.response.status_code",
            failure == null ? "201" : "504");
    long end = start + MS + charge;
    List<SpanEvent> events =
        failure == null
            ? List.of()
            : List.of(exception(end, "java.net.SocketTimeoutException", failure, STACK));
    Place charged =
        told.span(
            pay,
            payments,
            SpanKind.CLIENT,
            "POST /charges",
            Course.of(start + MS, charge).failing(failure),
            events,
            "http.request.method",
            "POST",
            "server.address",
            "api.cards.example",
            failure == null ? "http.response.status_code" : "error.type",
            failure == null ? "200" : "java.net.SocketTimeoutException");
    if (failure != null) {
      told.log(charged, payments, end, 17, "card processor did not answer: " + failure);
    } else {
      told.log(charged, payments, end, 9, "charged 12 items in " + charge / MS + " ms");
    }
  }

  private void order(Place root, Resource checkout, long at, boolean late) {
    Place sent =
        told.span(
            root,
            checkout,
            SpanKind.PRODUCER,
            "orders.placed send",
            Course.of(at, 3 * MS),
            List.of(),
            "messaging.system",
            "activemq",
            "messaging.destination.name",
            "orders.placed",
            "messaging.operation.type",
            "send");
    if (late && random.nextInt(3) > 0) {
      return;
    }
    Resource mailer = resource("mailer", "1.9.2", "mailer-1");
    Place process =
        told.span(
            sent,
            mailer,
            SpanKind.CONSUMER,
            "orders.placed process",
            Course.of(at + 800 * MS, 160 * MS),
            List.of(),
            "messaging.system",
            "activemq",
            "messaging.destination.name",
            "orders.placed",
            "messaging.operation.type",
            "process");
    told.span(
        process,
        mailer,
        SpanKind.CLIENT,
        "POST /email",
        Course.of(at + 820 * MS, (90 + random.nextInt(40)) * MS),
        List.of(),
        "http.request.method",
        "POST",
        "server.address",
        "mail.example",
        "http.response.status_code",
        "202");
  }

  private void product(Instant at) {
    Resource catalog = resource("catalog", "3.4.1", "catalog-" + random.nextInt(2));
    long start = nanos(at);
    Place root = get(catalog, "/v1/products/{id}", start, (9 + random.nextInt(20)) * MS, null);
    told.span(
        root,
        catalog,
        SpanKind.CLIENT,
        "GET",
        Course.of(start + MS, 700_000),
        List.of(),
        "db.system.name",
        "redis",
        "db.namespace",
        "products",
        "db.query.text",
        "GET product:4711");
    statement(
        root,
        catalog,
        start + 2 * MS,
        4 * MS,
        "SELECT id, name, price FROM product WHERE id = 4711");
  }

  private void search(Instant at) {
    Resource catalog = resource("catalog", "3.4.1", "catalog-0");
    long start = nanos(at);
    long length = (60 + random.nextInt(140)) * MS;
    @Nullable String failure = random.nextInt(90) == 0 ? "too many terms" : null;
    Place root = get(catalog, "/v1/search", start, length, failure);
    statement(
        root,
        catalog,
        start + 4 * MS,
        length - 9 * MS,
        "SELECT id, name FROM product WHERE document @@ to_tsquery('ham & eggs') LIMIT 20");
    if (random.nextInt(6) == 0) {
      told.log(root, catalog, start + length, 13, "slow search: " + length / MS + " ms");
    }
  }

  private Place get(
      Resource service, String route, long start, long length, @Nullable String failure) {
    return told.span(
        told.newTrace(),
        service,
        SpanKind.SERVER,
        "GET " + route,
        Course.of(start, length).failing(failure),
        List.of(),
        "http.request.method",
        "GET",
        "http.route",
        route,
        "http.response.status_code",
        failure == null ? "200" : "500",
        "tenant.id",
        TENANTS.get(random.nextInt(3)));
  }

  private void statement(Place parent, Resource service, long start, long length, String text) {
    told.span(
        parent,
        service,
        SpanKind.CLIENT,
        text.substring(0, text.indexOf(' ')) + " shop",
        Course.of(start, length),
        List.of(),
        "db.system.name",
        "postgresql",
        "db.namespace",
        "shop",
        "db.query.text",
        text);
  }

  /** What the broker and the pool say of themselves. */
  private void measure(Instant at) {
    Resource broker = resource("broker", "6.1.0", "broker-1");
    Resource checkout = resource("checkout", faulty(at) ? "2.41.0" : "2.40.3", "checkout-2");
    double late = faulty(at) ? Duration.between(fault, at).toSeconds() : 0;
    long time = nanos(at);
    String[] queue = {"destination", "orders.placed"};
    told.gauge(broker, time, "activemq.message.queue.size", 4 + Math.floor(late / 7), queue);
    told.gauge(broker, time, "activemq.message.oldest.age", 2 + late, queue);
    told.gauge(broker, time, "activemq.consumer.count", 2, queue);
    String[] database = {"postgresql.database.name", "shop"};
    told.gauge(broker, time, "postgresql.db_size", 48.2e9, database);
    told.gauge(broker, time, "postgresql.wal.lag", late > 0 ? 9 : 1, "operation", "replay");
    told.gauge(broker, time, "postgresql.blks_hit", time / 1e6 * 0.97, database);
    told.gauge(broker, time, "postgresql.blks_read", time / 1e6 * 0.03, database);
    for (String cache : List.of("sessions", "prices")) {
      double gets = time / 1e9 * (cache.equals("prices") ? 3 : 1);
      told.gauge(checkout, time, "cache.gets", gets * 0.94, "cache", cache, "result", "hit");
      told.gauge(checkout, time, "cache.gets", gets * 0.06, "cache", cache, "result", "miss");
      told.gauge(checkout, time, "cache.size", 8_000, "cache", cache);
    }
    String pool = "db.client.connection.pool.name";
    String state = "db.client.connection.state";
    told.gauge(
        checkout,
        time,
        "db.client.connection.count",
        late > 0 ? 9 : 3,
        pool,
        "shop",
        state,
        "used");
    told.gauge(
        checkout,
        time,
        "db.client.connection.count",
        late > 0 ? 1 : 7,
        pool,
        "shop",
        state,
        "idle");
    told.gauge(checkout, time, "db.client.connection.max", 10, pool, "shop");
    told.gauge(
        checkout, time, "db.client.connection.pending_requests", late > 0 ? 4 : 0, pool, "shop");
  }
}
