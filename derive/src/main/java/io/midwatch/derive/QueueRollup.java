package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.QUEUES;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.CanonicalSpan;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupKey;
import org.jspecify.annotations.Nullable;

/**
 * PRODUCER, CONSUMER and CLIENT spans that name a destination. A batch counts as many messages as
 * it says, and fails as a whole; a poll that says it brought none counts none. Without an operation
 * a PRODUCER sends and a CONSUMER processes.
 */
final class QueueRollup implements SpanRollup {
  private static final int MESSAGES = QUEUES.counter("messages");
  private static final int FAILED = QUEUES.counter("failed");
  private static final int DURATION = QUEUES.histogram("duration");
  private static final int QUEUE_TIME = QUEUES.histogram("queue_time");

  /** More than any broker puts into one batch; a sender's nonsense counts as one message. */
  private static final long MAX_BATCH = 1_000_000;

  @Override
  public @Nullable SpanCounter counter(SharedFacts facts) {
    String destination = facts.text(CanonicalField.MESSAGING_DESTINATION);
    if (destination.isEmpty() || facts.kind == SpanKind.SERVER || facts.kind == SpanKind.INTERNAL) {
      return null;
    }
    RollupKey key =
        RollupKey.ofTexts(
            destination,
            facts.text(CanonicalField.MESSAGING_SYSTEM),
            facts.text(CanonicalField.MESSAGING_OPERATION_TYPE),
            facts.service,
            facts.environment);
    return (span, sink) -> {
      RollupCell cell = sink.cell(QUEUES, span.startTimeUnixNano(), key);
      long times = span.sampling().count();
      long messages = messages(span) * times;
      cell.count(MESSAGES, messages);
      if (facts.failed) {
        cell.count(FAILED, messages);
      }
      cell.record(DURATION, span.durationNanos(), times);
      AttributeValue queueTime = span.read(CanonicalField.MESSAGING_QUEUE_TIME);
      if (queueTime != null) {
        cell.record(QUEUE_TIME, FieldValue.number(queueTime, 0), times);
      }
    };
  }

  private static long messages(CanonicalSpan span) {
    long batch = FieldValue.whole(span.read(CanonicalField.MESSAGING_BATCH_COUNT), 1);
    return batch >= 0 && batch <= MAX_BATCH ? batch : 1;
  }
}
