package io.midwatch.demo.poller;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Reads each queue through the broker's management interface. Names are those of the OpenTelemetry
 * agent's ActiveMQ metrics; they know no age, so the age of the oldest waiting message is {@value
 * #OLDEST_AGE}, in seconds.
 *
 * <pre>activemq.message.queue.size{messaging.destination.name="orders.import"} 12</pre>
 */
public final class BrokerPoller {
  /** Age of the oldest message that waits in a queue, in seconds, 0 when none waits. */
  public static final String OLDEST_AGE = "messaging.queue.oldest_message.age";

  private final ActiveMQServer server;
  private final String broker;
  private final List<String> queues;

  /** Prepares a poller of these queues of a started broker. */
  public BrokerPoller(ActiveMQServer server, String broker, List<String> queues) {
    this.server = server;
    this.broker = broker;
    this.queues = List.copyOf(queues);
  }

  /** Starts sending to the OTLP/HTTP base URL. */
  public void start(String otlpHttp) {
    Meter meter =
        MetricsExport.meter(
            otlpHttp, broker, server.getVersion().getFullVersion(), Attributes.empty());
    var size =
        meter
            .upDownCounterBuilder("activemq.message.queue.size")
            .setUnit("{message}")
            .buildObserver();
    var consumers =
        meter.upDownCounterBuilder("activemq.consumer.count").setUnit("{consumer}").buildObserver();
    var enqueued =
        meter.counterBuilder("activemq.message.enqueued").setUnit("{message}").buildObserver();
    var dequeued =
        meter.counterBuilder("activemq.message.dequeued").setUnit("{message}").buildObserver();
    var age = meter.gaugeBuilder(OLDEST_AGE).setUnit("s").buildObserver();
    meter.batchCallback(
        () -> queues.forEach(queue -> read(queue, size, consumers, enqueued, dequeued, age)),
        size,
        consumers,
        enqueued,
        dequeued,
        age);
  }

  private void read(
      String queue,
      ObservableLongMeasurement size,
      ObservableLongMeasurement consumers,
      ObservableLongMeasurement enqueued,
      ObservableLongMeasurement dequeued,
      ObservableDoubleMeasurement age) {
    QueueControl control = server.getManagementService().getQueueControl(queue);
    if (control == null) {
      throw new IllegalStateException("The broker has no queue " + queue);
    }
    var attributes =
        Attributes.builder()
            .put("messaging.destination.name", queue)
            .put("activemq.broker.name", broker)
            .put("activemq.destination.type", "queue")
            .build();
    size.record(control.getMessageCount(), attributes);
    consumers.record(control.getConsumerCount(), attributes);
    enqueued.record(control.getMessagesAdded(), attributes);
    dequeued.record(control.getMessagesAcknowledged(), attributes);
    age.record(oldestAgeSeconds(control), attributes);
  }

  private static double oldestAgeSeconds(QueueControl control) {
    try {
      Long millis = control.getFirstMessageAge();
      return millis == null ? 0 : Math.max(0, millis) / 1000.0;
    } catch (Exception e) {
      throw new IllegalStateException("The broker can't say the age of the oldest message", e);
    }
  }
}
