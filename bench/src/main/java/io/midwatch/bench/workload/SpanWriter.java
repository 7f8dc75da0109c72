package io.midwatch.bench.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the fields of spans of one trace after another. Not thread-safe. */
final class SpanWriter {
  /** Failures of spans that do not belong to the planted fault, INTERNAL ones excepted. */
  static final double FAILURE_RATE = 0.0188;

  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int PARENT_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int EVENTS = 11;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;
  private static final int EVENT_TIME = 1;
  private static final int EVENT_NAME = 2;
  private static final int EVENT_ATTRIBUTES = 3;
  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_CODE = 3;
  private static final int SAMPLED_LOCAL_PARENT = 0x101;
  private static final int CLIENT_HOSTS = 50_000;
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/26.0 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36",
          "acme-ios/7.14.2",
          "acme-android/7.14.0",
          "okhttp/5.3.0");
  private static final List<String> REGIONS =
      List.of("eu-west", "eu-north", "us-east", "us-west", "ap-south", "sa-east");

  private final Wire wire;
  private final AttributeWriter attributes;
  private final AttributeWriter eventAttributes;
  private long traceHigh;
  private long traceLow;
  private String tenant = "";
  private String user = "";

  SpanWriter(Wire wire) {
    this.wire = wire;
    this.attributes = new AttributeWriter(wire, Operations.ATTRIBUTES);
    this.eventAttributes = new AttributeWriter(wire, EVENT_ATTRIBUTES);
  }

  void startTrace(long idHigh, long idLow, int tenantRank, int userNumber) {
    traceHigh = idHigh;
    traceLow = idLow;
    tenant = "tenant-" + tenantRank;
    user = "user-" + userNumber;
  }

  /**
   * Writes a span.
   *
   * @param callee the service a {@link Operation.Role#CALL} goes to
   * @param duration nanoseconds
   */
  void write(
      Operation operation,
      String callee,
      long spanId,
      long parentId,
      long start,
      long duration,
      @Nullable Failure failure,
      Dice dice) {
    wire.id(TRACE_ID, traceHigh, traceLow);
    wire.id(SPAN_ID, spanId);
    if (parentId != 0) {
      wire.id(PARENT_ID, parentId);
    }
    wire.text(NAME, operation.name());
    wire.number(KIND, operation.role().kind);
    wire.fixed64(START, start);
    wire.fixed64(END, start + duration);
    wire.raw(operation.fixed());
    variable(operation, callee, failure, dice);
    attributes.string("tenant.id", tenant);
    if (failure != null) {
      failure(failure, start + duration);
    }
    wire.fixed32(FLAGS, SAMPLED_LOCAL_PARENT);
  }

  private void variable(Operation operation, String callee, @Nullable Failure failure, Dice dice) {
    switch (operation.role()) {
      case ROUTE -> request(operation, failure, dice);
      case STATEMENT -> thread(dice);
      case CALL -> {
        thread(dice);
        call(callee, failure, dice);
      }
      case STEP -> {
        thread(dice);
        attributes
            .bool("app.cache_hit", dice.chance(0.8))
            .integer("app.items", dice.below(40))
            .real("app.score", dice.below(1_000) / 1_000.0);
      }
      case PUBLISH, CONSUME -> {
        thread(dice);
        attributes
            .string("messaging.message.id", Long.toHexString(dice.next()))
            .string("messaging.destination.partition.id", String.valueOf(dice.below(12)))
            .integer("messaging.message.body.size", 200 + dice.below(4_000));
      }
    }
  }

  private void thread(Dice dice) {
    int thread = dice.below(200);
    attributes
        .integer("thread.id", 30 + thread)
        .string("thread.name", "acme-http-nio-8080-exec-" + thread);
  }

  private void request(Operation operation, @Nullable Failure failure, Dice dice) {
    int host = dice.below(CLIENT_HOSTS);
    String path = operation.route().replace("{id}", String.valueOf(dice.below(1_000_000)));
    int status = failure != null ? 500 : dice.chance(0.03) ? 404 : 200;
    attributes
        .string("url.path", path)
        .integer("http.response.status_code", status)
        .string("user_agent.original", AGENTS.get(dice.below(AGENTS.size())))
        .string("client.address", "10." + host % 8 + "." + host / 8 % 250 + "." + host / 2_000)
        .string("user.id", user)
        .string("app.region", REGIONS.get(dice.below(REGIONS.size())));
  }

  private void call(String callee, @Nullable Failure failure, Dice dice) {
    attributes
        .string(
            "url.full", "http://" + callee + ":8080/api/v1/" + callee + "/" + dice.below(1_000_000))
        .string("server.address", callee)
        .integer("server.port", 8080)
        .integer("http.response.status_code", failure != null ? 503 : 200)
        .integer("app.attempt", 1 + dice.below(2));
  }

  private void failure(Failure failure, long time) {
    attributes.string("error.type", failure.type());
    int event = wire.open(EVENTS);
    wire.fixed64(EVENT_TIME, time);
    wire.text(EVENT_NAME, "exception");
    eventAttributes
        .string("exception.type", failure.type())
        .string("exception.message", failure.message())
        .string("exception.stacktrace", failure.stack());
    wire.close(event);
    int status = wire.open(STATUS);
    wire.text(STATUS_MESSAGE, failure.message());
    wire.number(STATUS_CODE, 2);
    wire.close(status);
  }
}
