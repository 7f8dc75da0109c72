package io.midwatch.model.semconv;

import static io.midwatch.model.semconv.Conversion.AS_SENT;
import static io.midwatch.model.semconv.Conversion.MESSAGING_OPERATION;
import static io.midwatch.model.semconv.Conversion.MILLIS_TO_NANOS;
import static io.midwatch.model.semconv.FieldRow.row;
import static io.midwatch.model.semconv.FieldRow.same;
import static io.midwatch.model.semconv.Side.NOT_PRODUCER;
import static io.midwatch.model.semconv.Spelling.of;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.Attributes;
import io.midwatch.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of messaging operations.
 *
 * <p>Source: semantic conventions, messaging attributes registry and its deprecated attributes; the
 * queue times are experimental attributes of the OpenTelemetry Java agent.
 */
final class MessagingNames {
  static final List<FieldRow> ROWS =
      List.of(
          same(CanonicalField.MESSAGING_SYSTEM, "messaging.system"),
          same(
              CanonicalField.MESSAGING_DESTINATION,
              "messaging.destination.name",
              "messaging.destination"),
          same(CanonicalField.MESSAGING_DESTINATION_TEMPLATE, "messaging.destination.template"),
          same(
              CanonicalField.MESSAGING_DESTINATION_TEMPORARY,
              "messaging.destination.temporary",
              "messaging.temp_destination"),
          same(CanonicalField.MESSAGING_DESTINATION_ANONYMOUS, "messaging.destination.anonymous"),
          same(
              CanonicalField.MESSAGING_SUBSCRIPTION,
              "messaging.destination.subscription.name",
              "messaging.servicebus.destination.subscription_name"),
          row(
              CanonicalField.MESSAGING_OPERATION_TYPE,
              of("messaging.operation.type", MESSAGING_OPERATION),
              of("messaging.operation", MESSAGING_OPERATION)),
          row(
              CanonicalField.MESSAGING_OPERATION_NAME,
              of("messaging.operation.name"),
              of("messaging.operation", MESSAGING_OPERATION)),
          row(
              CanonicalField.MESSAGING_CONSUMER_GROUP,
              of("messaging.consumer.group.name"),
              of("messaging.kafka.consumer.group"),
              of("messaging.kafka.consumer_group"),
              new Spelling("messaging.rocketmq.client_group", NOT_PRODUCER, AS_SENT),
              of("messaging.eventhubs.consumer.group")),
          same(
              CanonicalField.MESSAGING_PARTITION,
              "messaging.destination.partition.id",
              "messaging.kafka.destination.partition",
              "messaging.kafka.partition"),
          same(
              CanonicalField.MESSAGING_CLIENT_ID,
              "messaging.client.id",
              "messaging.client_id",
              "messaging.kafka.client_id",
              "messaging.rocketmq.client_id"),
          same(CanonicalField.MESSAGING_MESSAGE_ID, "messaging.message.id", "messaging.message_id"),
          same(
              CanonicalField.MESSAGING_CONVERSATION_ID,
              "messaging.message.conversation_id",
              "messaging.conversation_id"),
          same(
              CanonicalField.MESSAGING_BODY_SIZE,
              "messaging.message.body.size",
              "messaging.message.payload_size_bytes",
              "messaging.message_payload_size_bytes"),
          same(CanonicalField.MESSAGING_ENVELOPE_SIZE, "messaging.message.envelope.size"),
          same(CanonicalField.MESSAGING_BATCH_COUNT, "messaging.batch.message_count"),
          row(
              CanonicalField.MESSAGING_QUEUE_TIME,
              of("kafka.record.queue_time_ms", MILLIS_TO_NANOS),
              of("rabbitmq.record.queue_time_ms", MILLIS_TO_NANOS)),
          same(
              CanonicalField.KAFKA_OFFSET,
              "messaging.kafka.offset",
              "messaging.kafka.message.offset"),
          same(
              CanonicalField.KAFKA_MESSAGE_KEY,
              "messaging.kafka.message.key",
              "messaging.kafka.message_key"),
          same(
              CanonicalField.KAFKA_TOMBSTONE,
              "messaging.kafka.message.tombstone",
              "messaging.kafka.tombstone"),
          same(
              CanonicalField.RABBITMQ_ROUTING_KEY,
              "messaging.rabbitmq.destination.routing_key",
              "messaging.rabbitmq.routing_key"));

  private MessagingNames() {}

  static String operation(String sent) {
    return switch (sent) {
      case "publish" -> "send";
      case "deliver" -> "process";
      default -> sent;
    };
  }

  /**
   * As sent; else by the kind of a span that names a destination: a PRODUCER sends, a CONSUMER
   * processes.
   */
  static @Nullable AttributeValue operationType(Span span) {
    Attributes sent = span.attributes();
    Attributes resource = span.resource().attributes();
    AttributeValue type =
        SemconvTable.read(CanonicalField.MESSAGING_OPERATION_TYPE, span.kind(), sent, resource);
    if (type != null
        || SemconvTable.read(CanonicalField.MESSAGING_DESTINATION, span.kind(), sent, resource)
            == null) {
      return type;
    }
    return switch (span.kind()) {
      case PRODUCER -> AttributeValue.of("send");
      case CONSUMER -> AttributeValue.of("process");
      case CLIENT, SERVER, INTERNAL, UNSPECIFIED -> null;
    };
  }
}
