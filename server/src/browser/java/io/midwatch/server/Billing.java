package io.midwatch.server;

import static io.midwatch.server.SentTelemetry.exception;
import static io.midwatch.server.SentTelemetry.nanos;
import static io.midwatch.server.SentTelemetry.resource;

import io.midwatch.model.Resource;
import io.midwatch.model.SpanEvent;
import io.midwatch.model.SpanKind;
import io.midwatch.server.SentTelemetry.Course;
import io.midwatch.server.SentTelemetry.Place;
import java.time.Instant;
import java.util.List;

/**
 * Twenty minutes of a service of which every figure is known: a request every half a minute, each
 * with one call to its database, of which the newest eight fail and are logged. And what is hard to
 * show: a trace as deep as no screen is wide, and a line of 10,000 letters in colours.
 *
 * @param failing the newest request that failed
 * @param deep the trace of {@value #LEVELS} levels
 */
record Billing(String failing, String deep) {
  static final String SERVICE = "billing";
  static final String ENDPOINT = "POST /v1/invoices";
  static final String MESSAGE = "The ledger of this month is closed";
  static final String LINE = "invoice was not stored";
  static final String COLOURED = "\u001b[31mcoloured\u001b[0m";
  static final List<String> TENANTS = List.of("Alder", "Birch", "Cedar", "Dogwood");
  static final int REQUESTS = 40;
  static final int FAILED = 8;
  static final int USERS = 6;
  static final int LEVELS = 120;

  private static final long MS = 1_000_000L;
  private static final long IDS = 1_000_000;

  static Billing sendTo(RunningServer server, Instant end) throws Exception {
    SentTelemetry told = new SentTelemetry(IDS);
    Resource service = resource(SERVICE, "1.4.0", "billing-1");
    String failing = "";
    for (int i = 0; i < REQUESTS; i++) {
      Place root = request(told, service, nanos(end.minusSeconds(30L * (REQUESTS - i))), i);
      failing = root.trace().hex();
    }
    String deep = levels(told, service, nanos(end.minusSeconds(60)));
    told.sendTo(server.otlpHttpUrl());
    server.getUntil("/api/v1/traces/" + failing, response -> response.statusCode() == 200);
    return new Billing(failing, deep);
  }

  private static Place request(SentTelemetry told, Resource service, long start, int i) {
    boolean fails = i >= REQUESTS - FAILED;
    Course whole = Course.of(start, 30 * MS).failing(fails ? MESSAGE : null);
    Course part = Course.of(start + 5 * MS, 20 * MS).failing(fails ? MESSAGE : null);
    List<SpanEvent> events =
        fails
            ? List.of(
                exception(
                    start + 25 * MS, "com.example.LedgerClosed", MESSAGE, "at com.example.Ledger"))
            : List.of();
    Place root =
        told.span(
            told.newTrace(),
            service,
            SpanKind.SERVER,
            ENDPOINT,
            whole,
            events,
            "http.request.method",
            "POST",
            "http.route",
            "/v1/invoices",
            "http.response.status_code",
            fails ? "500" : "201",
            "tenant.id",
            TENANTS.get(i % TENANTS.size()),
            "user.id",
            "clerk-" + i % USERS);
    told.span(
        root,
        service,
        SpanKind.CLIENT,
        "INSERT ledger",
        part,
        List.of(),
        "db.system.name",
        "postgresql",
        "db.namespace",
        "ledger",
        "db.query.text",
        "INSERT INTO invoice (id, total) VALUES (4711, 'O''Brien & \"Sons\"')");
    if (fails) {
      told.log(root, service, start + 26 * MS, 17, LINE);
    }
    if (i == 0) {
      told.log(root, service, start + MS, 9, COLOURED + " " + "and so on ".repeat(1_000));
    }
    return root;
  }

  private static String levels(SentTelemetry told, Resource service, long start) {
    Place at = told.newTrace();
    String trace = at.trace().hex();
    for (int level = 0; level < LEVELS; level++) {
      Course course = Course.of(start + level * MS, (2L * LEVELS - 2L * level) * MS);
      at = told.span(at, service, SpanKind.INTERNAL, "level " + level, course, List.of());
    }
    return trace;
  }
}
