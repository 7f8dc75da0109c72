package io.midwatch.bench.workload;

import io.midwatch.bench.workload.Operation.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The 15 operations of a service: 7 routes, 4 database statements, 2 steps of its own, one call to
 * another service and one end of a queue (even services publish, odd ones consume). Immutable.
 */
final class Operations {
  /** Field of a span's attributes. */
  static final int ATTRIBUTES = 9;

  private static final List<String> METHODS =
      List.of("POST", "GET", "GET", "PUT", "GET", "DELETE", "POST");
  private static final List<String> PATHS =
      List.of(
          "/api/v1/%s/{id}/confirm",
          "/api/v1/%s/{id}",
          "/api/v1/%s",
          "/api/v1/%s/{id}/state",
          "/api/v1/%s/{id}/items",
          "/api/v1/%s/{id}/lease",
          "/api/v1/%s/batch");
  private static final List<String> VERBS = List.of("SELECT", "SELECT", "INSERT", "UPDATE");
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT id, tenant_id, state, amount, currency, created_at, updated_at FROM %s"
              + " WHERE id = ? AND tenant_id = ?",
          "SELECT i.id, i.sku, i.quantity, i.price, i.currency FROM %s_item i"
              + " JOIN %s o ON o.id = i.owner_id WHERE o.id = ? ORDER BY i.position LIMIT ?",
          "INSERT INTO %s (id, tenant_id, state, amount, currency, created_at, updated_at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?)",
          "UPDATE %s SET state = ?, amount = ?, updated_at = now(), version = version + 1"
              + " WHERE id = ? AND tenant_id = ? AND version = ?");

  private final Service service;
  private final List<Operation> routes = new ArrayList<>();
  private final List<Operation> statements = new ArrayList<>();
  private final List<Operation> steps = new ArrayList<>();
  private final Operation call;
  private final Operation queue;

  Operations(Service service) {
    this.service = service;
    for (int route = 0; route < METHODS.size(); route++) {
      routes.add(route(METHODS.get(route), PATHS.get(route).formatted(service.name()), route));
    }
    for (int statement = 0; statement < VERBS.size(); statement++) {
      statements.add(statement(statement));
    }
    steps.add(step("validate", 300_000));
    steps.add(step("render", 900_000));
    String method = service.index() % 3 == 0 ? "POST" : "GET";
    call =
        operation(
            Role.CALL,
            method,
            "",
            700_000,
            at -> at.string("http.request.method", method).string("network.protocol.version", "2"));
    queue = queue(service.index() % 2 == 0);
  }

  Service service() {
    return service;
  }

  List<Operation> routes() {
    return routes;
  }

  List<Operation> statements() {
    return statements;
  }

  List<Operation> steps() {
    return steps;
  }

  Operation call() {
    return call;
  }

  /** Publishing on even services, consuming on odd ones. */
  Operation queue() {
    return queue;
  }

  private Operation route(String method, String path, int number) {
    return operation(
        Role.ROUTE,
        method + " " + path,
        path,
        (number + 1) * 2_000_000L,
        at ->
            at.string("http.request.method", method)
                .string("http.route", path)
                .string("url.scheme", "https")
                .string("server.address", service.name() + ".eu-west-1.acme.example")
                .string("network.protocol.version", "1.1"));
  }

  private Operation statement(int number) {
    String table = service.name();
    String text = STATEMENTS.get(number).formatted(table, table);
    return operation(
        Role.STATEMENT,
        VERBS.get(number) + " " + table + (number == 1 ? "_item" : ""),
        "",
        (number + 1) * 600_000L,
        at ->
            at.string("db.system.name", "postgresql")
                .string("db.namespace", "acme_" + service.index() % 5)
                .string("db.query.text", text)
                .string("db.operation.name", VERBS.get(number))
                .string("db.collection.name", table)
                .string("server.address", "db-" + service.index() % 5 + ".eu-west-1.acme.internal")
                .integer("server.port", 5432));
  }

  private Operation step(String name, long medianNanos) {
    String function = "com.acme." + service.name() + ".Handler." + name;
    return operation(
        Role.STEP,
        "Handler." + name,
        "",
        medianNanos,
        at ->
            at.string("code.function.name", function)
                .string("code.file.path", "Handler.java")
                .integer("code.line.number", 40 + service.index()));
  }

  private Operation queue(boolean publishes) {
    String destination = "acme.events." + service.index() / 2;
    String verb = publishes ? "send" : "process";
    return operation(
        publishes ? Role.PUBLISH : Role.CONSUME,
        verb + " " + destination,
        "",
        publishes ? 400_000 : 5_000_000,
        at ->
            at.string("messaging.system", "kafka")
                .string("messaging.destination.name", destination)
                .string("messaging.operation.name", verb)
                .string("messaging.operation.type", verb)
                .string("messaging.client.id", service.name() + "-client"));
  }

  private Operation operation(
      Role role,
      String name,
      String route,
      long medianNanos,
      Consumer<AttributeWriter> attributes) {
    Wire wire = new Wire();
    attributes.accept(new AttributeWriter(wire, ATTRIBUTES));
    return new Operation(service, role, name, route, medianNanos, wire.toByteArray());
  }
}
