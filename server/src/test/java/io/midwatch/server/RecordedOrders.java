package io.midwatch.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A recording of a small order service, one export request a line: requests with database calls,
 * calls to a third party and messages, of several tenants, some failing, with their log records and
 * metrics. The same seed gives the same recording; no two items have one time.
 */
final class RecordedOrders {
  private static final int TRACES = 400;
  private static final int TRACES_A_REQUEST = 20;
  private static final String[] ROUTES = {"/cart", "/checkout", "/orders/{id}", "/search"};
  private static final String[] TENANTS = {"acme", "globex", "initech"};

  /** One failure, told of by an event of the span and by a log record. */
  private static final String EXCEPTION =
      text("exception.type", "com.shop.StockException")
          + ","
          + text("exception.message", "the stock is unknown");

  private final Random random = new Random(7);
  private final long from;
  private final long step;
  private long time;
  private long placed;
  private final long[] durationBuckets = new long[3];
  private double durationSum;

  private RecordedOrders(long fromUnixNano, long toUnixNano) {
    from = fromUnixNano;
    step = (toUnixNano - fromUnixNano) / TRACES;
  }

  /** Writes a recording whose items lie between two times. */
  static Path write(Path file, long fromUnixNano, long toUnixNano) throws IOException {
    RecordedOrders orders = new RecordedOrders(fromUnixNano, toUnixNano);
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < TRACES; first += TRACES_A_REQUEST) {
      orders.addRequests(lines, first);
    }
    return Files.write(file, lines);
  }

  private void addRequests(List<String> lines, int first) {
    List<String> shop = new ArrayList<>();
    List<String> mail = new ArrayList<>();
    List<String> logs = new ArrayList<>();
    List<String> points = new ArrayList<>();
    for (int trace = first; trace < first + TRACES_A_REQUEST; trace++) {
      time = from + trace * step + random.nextInt(1_000_000);
      addTrace(trace, shop, mail, logs);
      points.add("{\"timeUnixNano\":\"%d\",\"asInt\":\"%d\"}".formatted(time, random.nextInt(50)));
    }
    lines.add("{\"resourceSpans\":[%s,%s]}".formatted(spans("shop", shop), spans("mail", mail)));
    lines.add(
        """
        {"resourceLogs":[{"resource":%s,"scopeLogs":[{"logRecords":[%s]}]}]}\
        """
            .formatted(resource("shop"), String.join(",", logs)));
    lines.add(
        """
        {"resourceMetrics":[{"resource":%s,"scopeMetrics":[{"metrics":[{"name":"carts.open",\
        "gauge":{"dataPoints":[%s]}},%s]}]}]}\
        """
            .formatted(resource("shop"), String.join(",", points), measured()));
  }

  /** What an instrumented service says of itself: a counter, a histogram, a pool and a queue. */
  private String measured() {
    placed += 1 + random.nextInt(30);
    for (int i = 0; i < TRACES_A_REQUEST; i++) {
      durationBuckets[random.nextInt(durationBuckets.length)]++;
      durationSum += 0.02;
    }
    int used = random.nextInt(10);
    String pool = text("db.client.connection.pool.name", "orders");
    return String.join(
        ",",
        sum("orders.placed", "{order}", true, point(placed)),
        histogram(),
        sum(
            "db.client.connection.count",
            "{connection}",
            false,
            point(used, pool, text("db.client.connection.state", "used")),
            point(10 - used, pool, text("db.client.connection.state", "idle"))),
        sum("db.client.connection.max", "{connection}", false, point(10, pool)),
        sum(
            "activemq.message.current",
            "{message}",
            false,
            point(random.nextInt(90), text("messaging.destination.name", "orders.mail"))));
  }

  private String histogram() {
    long count = durationBuckets[0] + durationBuckets[1] + durationBuckets[2];
    return """
    {"name":"http.server.request.duration","unit":"s","histogram":{"aggregationTemporality":2,\
    "dataPoints":[{"startTimeUnixNano":"%d","timeUnixNano":"%d","count":"%d","sum":%s,\
    "bucketCounts":["%d","%d","%d"],"explicitBounds":[0.05,0.1],"attributes":[%s]}]}}\
    """
        .formatted(
            from,
            time,
            count,
            durationSum,
            durationBuckets[0],
            durationBuckets[1],
            durationBuckets[2],
            text("http.route", "/cart"));
  }

  private static String sum(String name, String unit, boolean monotonic, String... points) {
    return """
    {"name":"%s","unit":"%s","sum":{"aggregationTemporality":2,"isMonotonic":%s,\
    "dataPoints":[%s]}}\
    """
        .formatted(name, unit, monotonic, String.join(",", points));
  }

  private String point(long value, String... attributes) {
    return """
    {"startTimeUnixNano":"%d","timeUnixNano":"%d","asInt":"%d","attributes":[%s]}\
    """
        .formatted(from, time, value, String.join(",", attributes));
  }

  private void addTrace(int trace, List<String> shop, List<String> mail, List<String> logs) {
    String traceId = "%032x".formatted(0x5eed_0000_0001L + trace);
    String route = ROUTES[random.nextInt(ROUTES.length)];
    int status = random.nextInt(10) == 0 ? 500 : random.nextInt(12) == 0 ? 404 : 200;
    long millis = 1_000_000L;
    String root = "%016x".formatted(0x1000L + trace * 8L);
    shop.add(
        span(
            traceId,
            root,
            "",
            "GET " + route,
            2,
            20 * millis + random.nextInt(80_000_000),
            status == 500,
            status == 500 ? exceptionEvent() : "",
            text("http.request.method", "GET"),
            text("http.route", route),
            number("http.response.status_code", status),
            text("tenant.id", TENANTS[random.nextInt(TENANTS.length)]),
            text("user.id", "user-" + random.nextInt(40))));
    shop.add(
        span(
            traceId,
            "%016x".formatted(0x1001L + trace * 8L),
            root,
            "SELECT orders",
            3,
            millis + random.nextInt(9_000_000),
            false,
            "",
            text("db.system.name", "postgresql"),
            text("db.namespace", "orders"),
            text("db.query.text", "select * from orders where id = ?")));
    shop.add(
        span(
            traceId,
            "%016x".formatted(0x1002L + trace * 8L),
            root,
            "POST",
            3,
            5 * millis + random.nextInt(9_000_000),
            random.nextInt(15) == 0,
            "",
            text("http.request.method", "POST"),
            text("server.address", "api.cards.example.com"),
            number("http.response.status_code", 200)));
    mail.add(
        span(
            traceId,
            "%016x".formatted(0x1003L + trace * 8L),
            root,
            "process orders.mail",
            5,
            3 * millis + random.nextInt(9_000_000),
            false,
            "",
            text("messaging.system", "activemq"),
            text("messaging.destination.name", "orders.mail"),
            text("messaging.operation.type", "process")));
    logs.add(log(traceId, root, 9, "order " + trace + " took " + random.nextInt(90) + " ms"));
    if (status == 500) {
      logs.add(log(traceId, root, 17, "checkout failed: stock of item " + trace + " is unknown"));
      logs.add(log(traceId, root, 17, "no answer", EXCEPTION));
    }
  }

  private static String spans(String service, List<String> spans) {
    return """
    {"resource":%s,"scopeSpans":[{"scope":{"name":"orders"},"spans":[%s]}]}\
    """
        .formatted(resource(service), String.join(",", spans));
  }

  private static String resource(String service) {
    return "{\"attributes\":[%s,%s,%s]}"
        .formatted(
            text("service.name", service),
            text("service.version", "2.4.1"),
            text("deployment.environment.name", "production"));
  }

  private String span(
      String traceId,
      String spanId,
      String parent,
      String name,
      int kind,
      long nanos,
      boolean failed,
      String events,
      String... attributes) {
    time += 1_000;
    return """
    {"traceId":"%s","spanId":"%s","parentSpanId":"%s","name":"%s","kind":%d,\
    "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},"events":[%s],\
    "attributes":[%s]}\
    """
        .formatted(
            traceId,
            spanId,
            parent,
            name,
            kind,
            time,
            time + nanos,
            failed ? 2 : 0,
            events,
            String.join(",", attributes));
  }

  private String exceptionEvent() {
    return """
    {"name":"exception","timeUnixNano":"%d","attributes":[%s]}\
    """
        .formatted(time, EXCEPTION);
  }

  private String log(
      String traceId, String spanId, int severity, String body, String... attributes) {
    time += 1_000;
    List<String> all = new ArrayList<>(List.of(attributes));
    all.add(number("attempt", random.nextInt(3)));
    return """
    {"timeUnixNano":"%d","severityNumber":%d,"traceId":"%s","spanId":"%s",\
    "body":{"stringValue":"%s"},"attributes":[%s]}\
    """
        .formatted(time, severity, traceId, spanId, body, String.join(",", all));
  }

  private static String text(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }

  private static String number(String key, long value) {
    return "{\"key\":\"%s\",\"value\":{\"intValue\":\"%d\"}}".formatted(key, value);
  }
}
