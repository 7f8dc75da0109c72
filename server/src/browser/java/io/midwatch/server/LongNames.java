package io.midwatch.server;

import static io.midwatch.server.SentTelemetry.exception;
import static io.midwatch.server.SentTelemetry.nanos;
import static io.midwatch.server.SentTelemetry.resource;

import io.midwatch.model.Resource;
import io.midwatch.model.SpanKind;
import io.midwatch.server.SentTelemetry.Course;
import io.midwatch.server.SentTelemetry.Place;
import java.time.Instant;
import java.util.List;

/**
 * A service whose every name is as long as somebody's may be, whose counts are in the millions
 * (sampled one in a million) and whose durations are in minutes.
 */
final class LongNames {
  static final String SERVICE =
      "customer-relationship-order-fulfilment-orchestration-service-europe-west-blue";
  static final String ROUTE =
      "/api/v3/organisations/{organisation}/subscriptions/{subscription}/invoices/{invoice}/positions/{position}/adjustments/{adjustment}/approvals/{approval}/attachments/{attachment}/versions/{version}";
  static final String TENANT =
      "Vereinigte Elektrizitäts- und Wasserwerke der Region Nordost AG & Co. KGaA";
  static final String QUEUE =
      "eu.west.customer-relationship.order-fulfilment.notifications.outgoing.v3.retry-after-5m";
  static final String HOST =
      "payments-gateway.eu-west-1.production.a-rather-long-company-name.example";
  static final String DATABASE = "customer_relationship_order_fulfilment_orchestration_europe_west";

  /** One of 2^20, the fifth of sixteen hexadecimal digits on. */
  private static final String ONE_IN_A_MILLION = "ot=th:fffff";

  private static final long MINUTE = 60_000_000_000L;

  private LongNames() {}

  static void sendTo(RunningServer server, Instant end) throws Exception {
    SentTelemetry told = new SentTelemetry();
    for (int i = 0; i < 24; i++) {
      request(told, nanos(end) - (2 * i + 1) * MINUTE, i % 6 == 0);
    }
    told.sendTo(server.otlpHttpUrl());
  }

  private static void request(SentTelemetry told, long end, boolean fails) {
    Resource service =
        resource(SERVICE, "2026.11.17-rc.4+build.20261117.1", SERVICE + "-7f9c4d-x2x9q");
    String message = "The position of the invoice was approved by somebody who may not approve it";
    Course course =
        Course.of(end - 12 * MINUTE, 12 * MINUTE - 1_234_567).failing(fails ? message : null);
    var event =
        exception(
            end,
            "com.example.fulfilment.orchestration.approvals.PositionApprovalNotAllowedException",
            message,
            "at com.example.Approvals.approve(Approvals.java:41)");
    Place root =
        told.span(
            told.newTrace(),
            ONE_IN_A_MILLION,
            service,
            SpanKind.SERVER,
            "DELETE " + ROUTE,
            course,
            fails ? List.of(event) : List.of(),
            "http.request.method",
            "DELETE",
            "http.route",
            ROUTE,
            "http.response.status_code",
            fails ? "500" : "200",
            "tenant.id",
            TENANT,
            "user.id",
            "u-1");
    Course part =
        Course.of(end - 11 * MINUTE, 10 * MINUTE + 987_654_321).failing(fails ? message : null);
    leaf(
        told,
        root,
        service,
        SpanKind.CLIENT,
        "SELECT",
        part,
        "db.system.name",
        "microsoft.sql_server",
        "db.namespace",
        DATABASE,
        "db.query.text",
        "SELECT " + "a_column_of_some_length, ".repeat(40) + "b FROM a_table");
    leaf(
        told,
        root,
        service,
        SpanKind.CLIENT,
        "POST",
        part,
        "http.request.method",
        "POST",
        "server.address",
        HOST);
    leaf(
        told,
        root,
        service,
        SpanKind.PRODUCER,
        QUEUE + " send",
        part,
        "messaging.system",
        "activemq",
        "messaging.destination.name",
        QUEUE,
        "messaging.operation.type",
        "send");
    told.log(root, service, end - MINUTE, fails ? 17 : 9, message + ", " + "and so on ".repeat(60));
    told.gauge(service, end - 1, "activemq.message.queue.size", 1_234_567, "destination", QUEUE);
    told.gauge(service, end - 1, "activemq.message.oldest.age", 987_654, "destination", QUEUE);
  }

  private static void leaf(
      SentTelemetry told,
      Place root,
      Resource service,
      SpanKind kind,
      String name,
      Course course,
      String... attributes) {
    told.span(root, ONE_IN_A_MILLION, service, kind, name, course, List.of(), attributes);
  }
}
