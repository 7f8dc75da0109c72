package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.MetricRow.row;
import static io.midwatch.model.semconv.MetricRow.same;
import static io.midwatch.model.semconv.MetricSpelling.in;
import static io.midwatch.model.semconv.MetricSpelling.sent;

import java.util.List;

/**
 * Metrics of messaging clients, and of queues and topics. The conventions define no lag, so it is
 * read from whoever says it: a collector beside the broker first, then the broker's own exporter,
 * then the consumers.
 *
 * <p>Source: semantic conventions, messaging metrics; the Collector's Kafka and RabbitMQ receivers;
 * the Java agent's JMX metrics of ActiveMQ and its Kafka client metrics; Micrometer; RabbitMQ's
 * Prometheus plugin and kafka_exporter.
 */
final class MessagingMetrics {
  static final String DESTINATION = "messaging.destination.name";
  static final String CONSUMER_GROUP = "messaging.consumer.group.name";
  static final String MESSAGE_STATE = "state";
  private static final String OPERATION = "messaging.operation.type";

  private static final List<MetricLabel> LABELS =
      List.of(
          MetricLabel.of(
              DESTINATION,
              "rabbitmq.queue.name",
              "topic",
              "destination",
              "activemq.destination.name",
              "queue"),
          MetricLabel.of(CONSUMER_GROUP, "group", "consumergroup"),
          MetricLabel.of("messaging.destination.partition.id", "partition"),
          MetricLabel.of(MESSAGE_STATE),
          MetricLabel.of(OPERATION, "messaging.operation"));

  static final List<MetricRow> ROWS =
      List.of(
          row(
              CanonicalMetric.MESSAGING_CLIENT_DURATION,
              LABELS,
              sent("messaging.client.operation.duration"),
              sent("messaging.publish.duration").meaning(OPERATION, "send"),
              sent("messaging.receive.duration").meaning(OPERATION, "receive").beside()),
          row(
              CanonicalMetric.MESSAGING_PROCESS_DURATION,
              LABELS,
              sent("messaging.process.duration"),
              in("ms", "spring.kafka.listener"),
              in("ms", "spring.rabbitmq.listener")),
          same(
              CanonicalMetric.MESSAGING_SENT,
              LABELS,
              "messaging.client.sent.messages",
              "messaging.client.published.messages",
              "messaging.publish.messages"),
          same(
              CanonicalMetric.MESSAGING_CONSUMED,
              LABELS,
              "messaging.client.consumed.messages",
              "messaging.receive.messages",
              "messaging.process.messages"),
          same(
              CanonicalMetric.QUEUE_DEPTH,
              LABELS,
              "rabbitmq.message.current",
              "rabbitmq_queue_messages_ready",
              "activemq.message.queue.size",
              "activemq.message.current",
              "kafka.consumer_group.lag_sum",
              "kafka.consumer_group.lag",
              "kafka_consumergroup_lag_sum",
              "kafka_consumergroup_lag",
              "kafka.consumer.records_lag",
              "kafka.consumer.fetch.manager.records.lag"),
          same(
              CanonicalMetric.QUEUE_OLDEST_AGE,
              LABELS,
              "messaging.queue.oldest_message.age",
              "activemq.message.oldest.age"),
          same(
              CanonicalMetric.QUEUE_CONSUMERS,
              LABELS,
              "rabbitmq.consumer.count",
              "rabbitmq_queue_consumers",
              "activemq.consumer.count",
              "kafka.consumer_group.members"),
          same(
              CanonicalMetric.QUEUE_ENQUEUED,
              LABELS,
              "rabbitmq.message.published",
              "activemq.message.enqueued"),
          same(
              CanonicalMetric.QUEUE_DEQUEUED,
              LABELS,
              "rabbitmq.message.acknowledged",
              "rabbitmq.message.delivered",
              "activemq.message.dequeued"),
          same(
              CanonicalMetric.QUEUE_DROPPED,
              LABELS,
              "rabbitmq.message.dropped",
              "activemq.message.expired"),
          same(
              CanonicalMetric.QUEUE_TIME_AVERAGE,
              LABELS,
              "activemq.message.enqueue.average_duration"),
          same(CanonicalMetric.CONSUMER_OFFSET, LABELS, "kafka.consumer_group.offset"),
          same(CanonicalMetric.PARTITION_NEWEST_OFFSET, LABELS, "kafka.partition.current_offset"),
          same(CanonicalMetric.PARTITION_OLDEST_OFFSET, LABELS, "kafka.partition.oldest_offset"));

  private MessagingMetrics() {}
}
