package io.midwatch.demo.importer;

import io.midwatch.demo.broker.OrderEvents;
import io.midwatch.demo.broker.Queues;
import io.midwatch.demo.caller.Caller;
import io.midwatch.demo.caller.ManualSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Takes order files from the queue. A file that can't be used is noted and not tried again. */
@Component
class OrderFileListener {
  private static final Logger log = LoggerFactory.getLogger(OrderFileListener.class);

  private final OrderFileParser parser = new OrderFileParser();
  private final ImportedOrders orders;
  private final OrderEvents events;

  OrderFileListener(ImportedOrders orders, OrderEvents events) {
    this.orders = orders;
    this.events = events;
  }

  @JmsListener(destination = Queues.IMPORTS, concurrency = "2")
  void take(String xml) {
    Caller caller = Caller.current().orElse(new Caller("unknown", "unknown"));
    try (Scope _ = caller.enter()) {
      take(xml, caller);
    }
  }

  private void take(String xml, Caller caller) {
    Span message = Span.current();
    try {
      OrderFile file =
          ManualSpan.call(
              "parse order file",
              span -> {
                span.setAttribute("file.characters", xml.length());
                OrderFile parsed = parser.parse(xml);
                span.setAttribute("file.orders", parsed.orders().size());
                span.setAttribute("file.lines", parsed.lineCount());
                return parsed;
              });
      long last = ManualSpan.call("write orders", _ -> orders.write(file, caller));
      events.publish("import.completed", caller.tenant(), last, 0);
      log.info("Imported orders={} lines={}", file.orders().size(), file.lineCount());
    } catch (OrderFileException e) {
      message.recordException(e).setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      log.error("Order file refused", e);
      orders.reject(String.valueOf(e.getMessage()), caller);
    }
  }
}
