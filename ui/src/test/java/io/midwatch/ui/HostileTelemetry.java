package io.midwatch.ui;

import io.midwatch.insight.deploy.DeployBoard;
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
import io.midwatch.model.SpanLink;
import io.midwatch.model.SpanStatus;
import io.midwatch.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Telemetry of a sender that means harm: each of {@link #NAMES} stands once in every field that a
 * sender fills, in a failing request with a database, a queue and a third party. Two traces have
 * times that no clock shows and parents that go round in a circle.
 */
final class HostileTelemetry {
  /** An element that no template has. */
  static final String ELEMENT = "hostile-element";

  /** Of the trace of each name. */
  static final int SPANS = 10;

  static final List<String> NAMES =
      List.of(
          "\u202E<hostile-element onhostile=1>\" onhostile='1' x=\"`[a](b)`\n"
              + "# h\u0000\u001b[31m,=1+1",
          "<hostile-element onhostile=1></hostile-element><script>alert(1)</script>",
          "\" onhostile=\"1\" x=\"",
          "' onhostile='1' x='",
          "--></title></textarea></script></pre></svg><hostile-element>]]>",
          "javascript:alert(1)//<hostile-element>",
          "//evil.example/\\evil.example?x=<hostile-element>&#60;hostile-element&#62;",
          "${7*7} __${7*7}__ [[${7*7}]] |#{x}| th:utext",
          "exe.\u202Egpj \u2066x\u200F \u061C\u2029\uFEFF",
          "nul\u0000 esc\u001b[31m nel\u0085 csi\u009b del\u007f\ttab",
          "| `a` [link](https://evil.example) ![img](x)\n# heading\n- item\n> quote <hostile-element>",
          "```\n# heading\n```",
          "=HYPERLINK(\"https://evil.example\",\"x\")",
          "\uFF1D1+1",
          "\uD800 \uDC00 \uD83D\uDE00",
          " ",
          "../..%2F..%00/..;x?#",
          "<hostile-element>" + "m".repeat(1 << 20),
          "\u202E\uD83D\uDE00".repeat(4_000));

  /** Where in them the name of a megabyte is. */
  static final int MEGABYTE = 17;

  private static final long MILLI = 1_000_000;

  private final long now;
  private final List<Span> spans = new ArrayList<>();
  private final List<LogRecord> logs = new ArrayList<>();
  private final List<MetricPoint> points = new ArrayList<>();
  private long ids = 1;

  HostileTelemetry(Instant now) {
    this.now = nanos(now);
    for (int i = 0; i < NAMES.size(); i++) {
      business(new TraceId(9, i + 1), NAMES.get(i));
    }
    Resource shop = resource("shop");
    TraceId endless = new TraceId(10, 1);
    span(endless, 0, "endless", SpanKind.SERVER, 0, Long.MAX_VALUE, shop, Attributes.empty());
    span(endless, 0, "before", SpanKind.SERVER, this.now, Long.MIN_VALUE, shop, Attributes.empty());
    TraceId circle = new TraceId(10, 2);
    long at = this.now - 1000 * MILLI;
    span(circle, ids + 1, "one", SpanKind.SERVER, at, at + 9, shop, Attributes.empty());
    span(circle, ids - 1, "two", SpanKind.SERVER, at, at + 9, shop, Attributes.empty());
    span(circle, ids, "itself", SpanKind.SERVER, at, at, shop, Attributes.empty());
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

  static void announce(DeployBoard board, Instant now) {
    long at = nanos(now.minus(Duration.ofMinutes(20)));
    for (String name : NAMES.stream().filter(name -> !name.isBlank()).toList()) {
      board.announce(name, name, name, name, at, Map.of(name, name), name, name);
    }
  }

  private void business(TraceId trace, String name) {
    Resource resource = resource(name);
    long start = now - Duration.ofMinutes(10).toNanos();
    long root = ids;
    Attributes request =
        Attributes.builder()
            .put("http.request.method", "GET")
            .put("http.route", name)
            .put("http.response.status_code", 500L)
            .put("tenant.id", name)
            .put("user.id", name)
            .put("error.type", name)
            .put(name, name)
            .build();
    span(trace, 0, name, SpanKind.SERVER, start, start + 900 * MILLI, resource, request);
    for (int i = 0; i < 6; i++) {
      Attributes statement =
          Attributes.ofStrings(
              "db.system.name",
              name,
              "db.namespace",
              name,
              "db.query.text",
              name,
              "db.collection.name",
              name,
              "db.operation.name",
              name,
              "server.address",
              name);
      long at = start + (i + 1) * MILLI;
      span(trace, root, name, SpanKind.CLIENT, at, at + MILLI, resource, statement);
    }
    Attributes call =
        Attributes.ofStrings(
            "http.request.method", "POST", "server.address", name + ".example", "error.type", name);
    span(trace, root, name, SpanKind.CLIENT, start, start + 500 * MILLI, resource, call);
    for (SpanKind kind : List.of(SpanKind.PRODUCER, SpanKind.CONSUMER)) {
      Attributes message =
          Attributes.ofStrings(
              "messaging.system",
              name,
              "messaging.destination.name",
              name,
              "messaging.operation.type",
              kind == SpanKind.PRODUCER ? "send" : "process");
      span(trace, root, name, kind, start, start + 20 * MILLI, resource, message);
    }
    logs.add(
        new LogRecord(
            start,
            start,
            17,
            name,
            AttributeValue.of(name),
            name,
            Attributes.ofStrings("tenant.id", name, "exception.stacktrace", name, name, name),
            0,
            1,
            trace,
            new SpanId(root),
            resource,
            InstrumentationScope.of(name)));
    gauge(name, resource, name, name);
    gauge("activemq.message.queue.size", resource, "destination", name);
    point(
        new MetricDescriptor(
            "cache.gets",
            "",
            "",
            MetricDescriptor.MetricType.SUM,
            MetricDescriptor.Temporality.DELTA,
            true,
            Attributes.empty()),
        resource,
        "cache",
        name,
        "result",
        "hit");
    gauge("db.client.connection.max", resource, "db.client.connection.pool.name", name);
    gauge(
        "db.client.connection.pending_requests", resource, "db.client.connection.pool.name", name);
  }

  private void gauge(String metric, Resource resource, String... labels) {
    point(MetricDescriptor.gauge(metric, labels[1]), resource, labels);
  }

  private void point(MetricDescriptor metric, Resource resource, String... labels) {
    points.add(
        new MetricPoint(
            metric,
            Attributes.ofStrings(labels),
            0,
            now - Duration.ofMinutes(1).toNanos(),
            0,
            new PointValue.DoublePoint(4),
            List.of(),
            resource,
            InstrumentationScope.of(labels[1])));
  }

  private void span(
      TraceId trace,
      long parent,
      String name,
      SpanKind kind,
      long start,
      long end,
      Resource resource,
      Attributes attributes) {
    Attributes exception =
        Attributes.ofStrings(
            "exception.type", name, "exception.message", name, "exception.stacktrace", name);
    spans.add(
        new Span(
            trace,
            new SpanId(ids++),
            parent == 0 ? null : new SpanId(parent),
            name,
            1,
            name,
            kind.number(),
            start,
            end,
            attributes,
            1,
            List.of(
                new SpanEvent(start, "exception", exception, 0),
                new SpanEvent(end, name, Attributes.ofStrings(name, name), 0)),
            1,
            List.of(
                new SpanLink(trace, new SpanId(1), name, Attributes.ofStrings(name, name), 0, 0)),
            1,
            kind == SpanKind.PRODUCER ? SpanStatus.UNSET : SpanStatus.error(name),
            resource,
            InstrumentationScope.of(name)));
  }

  private static Resource resource(String name) {
    return Resource.of(
        Attributes.ofStrings(
            "service.name", name,
            "service.version", name,
            "service.instance.id", name,
            "deployment.environment.name", name,
            "telemetry.sdk.name", name));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000L + at.getNano();
  }
}
