package io.midwatch.derive.error;

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
import io.midwatch.model.TraceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Twenty bugs of a shop in seven languages, and what agents send when they strike: the same bug
 * with other ids, numbers, addresses, lambda names and build artifacts each time, wrapped or bare,
 * as span event, log record, both, or without any exception.
 */
final class PlantedBugs {
  static final int BUGS = 20;

  private final Random random;

  PlantedBugs(long seed) {
    random = new Random(seed);
  }

  /** How the failure of an exception arrives. */
  enum Form {
    SPAN_EVENT,
    LOG,
    BOTH,
    WRAPPED_SPAN_EVENT,
    LOG_BODY
  }

  /** What one strike of a bug sends. */
  record Strike(int bug, List<Span> spans, List<LogRecord> logs) {}

  Strike strike(int bug, long number) {
    TraceId trace = new TraceId(7, number + 1);
    SpanId id = new SpanId(number + 1);
    return switch (bug) {
      case 0 ->
          java(
              bug,
              trace,
              id,
              "java.lang.IllegalStateException",
              "cart " + id() + " is empty",
              "Checkout",
              "total");
      case 1 ->
          java(
              bug,
              trace,
              id,
              "java.lang.IllegalStateException",
              "no price for item sku=" + id(),
              "Checkout",
              "total");
      case 2 ->
          java(
              bug,
              trace,
              id,
              "java.lang.NullPointerException",
              "Cannot invoke \"com.shop."
                  + word()
                  + "()\" because \"<local"
                  + small()
                  + ">\" is null",
              "Stock",
              "reserve");
      case 3 ->
          java(
              bug,
              trace,
              id,
              "java.net.SocketTimeoutException",
              "Read timed out after " + small() + " ms from " + address(),
              "CardClient",
              "charge");
      case 4 ->
          java(
              bug,
              trace,
              id,
              "org.postgresql.util.PSQLException",
              "ERROR: duplicate key value violates unique constraint \"orders_pkey\"\n  Detail: Key (id)=("
                  + id()
                  + ") already exists.",
              "OrderRepository",
              "insert");
      case 5 ->
          java(
              bug,
              trace,
              id,
              "org.postgresql.util.PSQLException",
              "ERROR: deadlock detected\n  Detail: Process "
                  + small()
                  + " waits for ShareLock on transaction "
                  + small(),
              "OrderRepository",
              "insert");
      case 6 ->
          java(
              bug,
              trace,
              id,
              "com.shop.UnknownCustomer",
              "customer '" + word() + "' <" + word() + "@shop.example> is unknown since " + time(),
              "Customers",
              "find");
      case 7 ->
          java(
              bug,
              trace,
              id,
              "java.lang.ClassCastException",
              "com.shop.Cart$$Lambda$"
                  + small()
                  + "/0x"
                  + hex(16)
                  + " cannot be cast to com.shop.Item@"
                  + hex(7),
              "Items",
              "cast");
      case 8 ->
          text(
              bug,
              trace,
              id,
              "TypeError",
              "Cannot read properties of undefined (reading '" + word() + "')",
              node(
                  "cart.js",
                  "total",
                  "TypeError: Cannot read properties of undefined (reading '" + word() + "')"));
      case 9 ->
          text(
              bug,
              trace,
              id,
              "RangeError",
              "Invalid count " + small() + " at /srv/" + hex(8) + "/x.js",
              node("stock.js", "reserve", "RangeError: Invalid count " + small()));
      case 10 ->
          text(
              bug,
              trace,
              id,
              "KeyError",
              "'" + word() + "-" + id() + "'",
              python("billing/tax.py", "rate", "KeyError: '" + id() + "'"));
      case 11 ->
          text(
              bug,
              trace,
              id,
              "ValueError",
              "invalid literal for int() with base 10: '" + id() + "'",
              python(
                  "billing/parse.py",
                  "amount",
                  "ValueError: invalid literal for int() with base 10: '" + id() + "'"));
      case 12 ->
          text(
              bug,
              trace,
              id,
              "*errors.errorString",
              "stock " + id() + " not reserved: context deadline exceeded",
              go());
      case 13 ->
          text(
              bug,
              trace,
              id,
              "System.InvalidOperationException",
              "order " + id() + " has state " + small(),
              dotNet());
      case 14 -> text(bug, trace, id, "Shop::Missing", "voucher " + id() + " missing", ruby());
      case 15 ->
          text(
              bug,
              trace,
              id,
              "Shop\\Refused",
              "refund of " + small() + "." + small() + " refused",
              php());
      case 16 ->
          bare(
              bug,
              trace,
              id,
              SpanKind.SERVER,
              "http.request.method=POST http.route=/v1/checkout http.response.status_code=503",
              "");
      case 17 ->
          bare(
              bug,
              trace,
              id,
              SpanKind.SERVER,
              "rpc.system=grpc rpc.service=shop.Stock rpc.method=Reserve rpc.grpc.status_code=14",
              "upstream " + address() + " gone");
      case 18 ->
          bare(
              bug,
              trace,
              id,
              SpanKind.CONSUMER,
              "messaging.system=kafka messaging.destination.name=orders messaging.operation.type=process",
              "offset " + small() + " of partition " + small() % 10);
      case 19 ->
          new Strike(
              bug,
              List.of(),
              List.of(
                  log(
                      trace,
                      id,
                      17,
                      "giving up on mail "
                          + UUID.randomUUID()
                          + " to "
                          + word()
                          + "@shop.example after "
                          + small()
                          + " tries",
                      Attributes.empty(),
                      "com.shop.Mailer")));
      default -> throw new IllegalArgumentException("no bug " + bug);
    };
  }

  private Strike java(
      int bug,
      TraceId trace,
      SpanId id,
      String type,
      String message,
      String inClass,
      String method) {
    String own = ownJava(inClass, method);
    String frames =
        (random.nextBoolean()
                ? "\tat java.base/java.util.Optional.orElseThrow(Optional.java:" + small() + ")\n"
                : "")
            + hidden()
            + own;
    String bare = type + ": " + message + "\n" + frames;
    Form form = Form.values()[random.nextInt(Form.values().length)];
    if (form == Form.WRAPPED_SPAN_EVENT) {
      String wrapped =
          "jakarta.servlet.ServletException: Request "
              + id()
              + " failed: "
              + type
              + ": "
              + message
              + "\n"
              + "\tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1022)\n"
              + "\tat com.shop."
              + inClass
              + "$$SpringCGLIB$$"
              + small()
              + "."
              + method
              + "(<generated>)\n"
              + own
              + "Caused by: "
              + type
              + ": "
              + message
              + "\n"
              + frames.substring(0, frames.length() - own.length())
              + "\t... "
              + own.lines().count()
              + " more\n";
      return exception(
          bug,
          trace,
          id,
          form,
          "jakarta.servlet.ServletException",
          "Request " + id() + " failed",
          wrapped);
    }
    return exception(bug, trace, id, form, type, message, bare);
  }

  private String ownJava(String inClass, String method) {
    String top =
        switch (random.nextInt(4)) {
          case 0 -> "com.shop." + inClass + ".lambda$" + method + "$" + random.nextInt(9);
          case 1 -> "com.shop." + inClass + "$" + (1 + random.nextInt(9)) + "." + method;
          case 2 -> "app//com.shop." + inClass + "." + method;
          default -> "com.shop." + inClass + "." + method;
        };
    StringBuilder frames =
        new StringBuilder("\tat " + top + "(" + inClass + ".java:" + small() + ")\n");
    for (int i = random.nextInt(8); i >= 0; i--) {
      frames.append(
          "\tat com.shop.web.Page" + random.nextInt(5) + ".show(Page.java:" + small() + ")\n");
      frames.append("\tat jdk.proxy2/jdk.proxy2.$Proxy" + small() + ".show(Unknown Source)\n");
    }
    for (int i = 0; i < 40; i++) {
      frames.append(
          "\tat org.springframework.web.servlet.Chain" + i + ".next(Chain.java:" + i + ")\n");
    }
    return frames.toString();
  }

  private String hidden() {
    return random.nextBoolean()
        ? ""
        : "\tat com.shop.Checkout$$Lambda/0x" + hex(16) + ".get(Unknown Source)\n";
  }

  private String node(String file, String function, String heading) {
    return heading
        + "\n    at "
        + (random.nextBoolean() ? "async " : "")
        + "Object."
        + function
        + " (/srv/releases/2026030"
        + random.nextInt(9)
        + "/shop/"
        + file
        + ":"
        + small()
        + ":3)\n"
        + "    at /srv/shop/node_modules/express/lib/router/index.js:"
        + small()
        + ":12\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n";
  }

  private String python(String file, String function, String heading) {
    return "Traceback (most recent call last):\n  File \"/srv/venv/lib/python3.12/site-packages/celery/app.py\", line "
        + small()
        + ", in call\n    return self.run()\n"
        + "  File \"/srv/shop/jobs"
        + random.nextInt(3)
        + ".py\", line "
        + small()
        + ", in run\n    do()\n"
        + "  File \"/srv/shop/"
        + file
        + "\", line "
        + small()
        + ", in "
        + function
        + "\n    return x[y]\n           ~^^^\n"
        + heading
        + "\n";
  }

  private String go() {
    return "goroutine "
        + small()
        + " [running]:\nruntime/debug.Stack()\n\t/usr/local/go/src/runtime/debug/stack.go:26 +0x5e\n"
        + "go.opentelemetry.io/otel/sdk/trace.(*recordingSpan).RecordError(0xc000"
        + hex(6)
        + ")\n\t/go/pkg/mod/go.opentelemetry.io/otel/sdk@v1.2.3/trace/span.go:5 +0x1\n"
        + "shop/stock.(*Store).Reserve.func"
        + (1 + random.nextInt(4))
        + "(0x"
        + hex(8)
        + ")\n\t/build/"
        + hex(8)
        + "/stock/store.go:"
        + small()
        + " +0x1d\n"
        + "created by net/http.(*Server).Serve in goroutine "
        + small()
        + "\n\t/usr/local/go/src/net/http/server.go:3285 +0x4b4\n";
  }

  private String dotNet() {
    return "System.InvalidOperationException: order "
        + id()
        + " has state "
        + small()
        + "\n   at System.Linq.ThrowHelper.ThrowNoElements()\n"
        + "   at Shop.Orders.<>c__DisplayClass"
        + small()
        + "_0.<Close>b__"
        + random.nextInt(3)
        + "(Item item) in /src/Orders.cs:line "
        + small()
        + "\n   at Shop.Page"
        + random.nextInt(5)
        + ".<Show>d__3.MoveNext()\n";
  }

  private String ruby() {
    return "/srv/app/models/voucher.rb:"
        + small()
        + ":in `"
        + (random.nextBoolean() ? "block in redeem" : "redeem")
        + "': voucher "
        + id()
        + " missing (Shop::Missing)\n"
        + "\tfrom /srv/app/page"
        + random.nextInt(4)
        + ".rb:"
        + small()
        + ":in `show'\n\tfrom /usr/local/bundle/gems/rack-3.0/lib/rack.rb:3:in `call'\n";
  }

  private String php() {
    return "Shop\\Refused: refund of "
        + small()
        + " refused in /srv/src/Refund.php:17\nStack trace:\n#0 /srv/src/Refund.php("
        + small()
        + "): Shop\\Refund->pay("
        + small()
        + ")\n"
        + "#1 /srv/src/Page"
        + random.nextInt(4)
        + ".php(9): Shop\\Page->show()\n#2 /srv/vendor/laravel/Router.php(20): Illuminate\\Router->run()\n#3 {main}\n";
  }

  private Strike text(
      int bug, TraceId trace, SpanId id, String type, String message, String stack) {
    Form form = Form.values()[random.nextInt(3)];
    return exception(bug, trace, id, form, type, message, stack);
  }

  private Strike exception(
      int bug, TraceId trace, SpanId id, Form form, String type, String message, String stack) {
    Attributes exception =
        Attributes.ofStrings(
            "exception.type", type, "exception.message", message, "exception.stacktrace", stack);
    SpanEvent event = new SpanEvent(5_000, "exception", exception, 0);
    List<Span> spans = new ArrayList<>();
    List<LogRecord> logs = new ArrayList<>();
    boolean onSpan =
        form == Form.SPAN_EVENT || form == Form.BOTH || form == Form.WRAPPED_SPAN_EVENT;
    spans.add(
        span(
            trace,
            id,
            SpanKind.SERVER,
            "http.route=/r" + random.nextInt(9),
            "",
            onSpan ? List.of(event) : List.of()));
    if (form == Form.LOG || form == Form.BOTH) {
      logs.add(log(trace, id, 17, "failed " + id(), exception, "com.shop.Errors"));
    } else if (form == Form.LOG_BODY) {
      logs.add(
          log(
              trace,
              id,
              17,
              time() + " ERROR [" + word() + "] request failed\n" + stack,
              Attributes.empty(),
              ""));
    }
    return new Strike(bug, spans, logs);
  }

  private Strike bare(
      int bug, TraceId trace, SpanId id, SpanKind kind, String pairs, String message) {
    return new Strike(bug, List.of(span(trace, id, kind, pairs, message, List.of())), List.of());
  }

  private static Span span(
      TraceId trace,
      SpanId id,
      SpanKind kind,
      String pairs,
      String message,
      List<SpanEvent> events) {
    Attributes.Builder attributes = Attributes.builder();
    for (String pair : pairs.split(" ")) {
      int equals = pair.indexOf('=');
      attributes.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new Span(
        trace,
        id,
        new SpanId(99),
        "",
        0,
        "span",
        kind.number(),
        1_000,
        2_000,
        attributes.build(),
        0,
        events,
        0,
        List.of(),
        0,
        SpanStatus.error(message),
        resource(),
        InstrumentationScope.of("agent"));
  }

  private static LogRecord log(
      @Nullable TraceId trace,
      @Nullable SpanId span,
      int severity,
      String body,
      Attributes attributes,
      String logger) {
    return new LogRecord(
        1_500,
        0,
        severity,
        "",
        AttributeValue.of(body),
        "",
        attributes,
        0,
        0,
        trace,
        span,
        resource(),
        InstrumentationScope.of(logger));
  }

  private static Resource resource() {
    return Resource.of(Attributes.ofStrings("service.name", "shop", "service.version", "2.41.0"));
  }

  private String id() {
    return switch (random.nextInt(4)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> Integer.toString(random.nextInt(1_000_000));
      case 2 -> "ord-" + (10 + random.nextInt(90_000));
      default -> hex(16);
    };
  }

  private int small() {
    return 1 + random.nextInt(3_000);
  }

  private String hex(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return text.toString();
  }

  private String word() {
    return List.of("ann", "bob", "carol", "dave", "item", "price", "Qty", "x")
        .get(random.nextInt(8));
  }

  private String address() {
    return switch (random.nextInt(3)) {
      case 0 -> "10.0." + random.nextInt(256) + "." + random.nextInt(256) + ":" + (1_024 + small());
      case 1 -> "cards-" + hex(5) + ".prod.svc:" + (1_024 + small());
      default -> "[fe80::" + hex(4) + ":1]:443";
    };
  }

  private String time() {
    return "2026-03-0"
        + (1 + random.nextInt(9))
        + "T10:00:0"
        + random.nextInt(10)
        + "."
        + (100 + random.nextInt(900))
        + "Z";
  }
}
