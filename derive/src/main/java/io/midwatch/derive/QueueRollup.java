package io.midwatch.derive;

import static io.midwatch.storage.contract.rollup.OperationsTables.QUEUES;

import io.midwatch.model.SpanKind;
import io.midwatch.model.semconv.CanonicalField;
import io.midwatch.storage.contract.rollup.RollupCell;
import io.midwatch.storage.contract.rollup.RollupSink;

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
  public void derive(SpanFacts facts, RollupSink sink) {
    String destination = facts.text(CanonicalField.MESSAGING_DESTINATION);
    if (destination.isEmpty() || facts.kind == SpanKind.SERVER || facts.kind == SpanKind.INTERNAL) {
      return;
    }
    RollupCell cell =
        facts.cell(
            sink,
            QUEUES,
            destination,
            facts.text(CanonicalField.MESSAGING_SYSTEM),
            facts.text(CanonicalField.MESSAGING_OPERATION_TYPE),
            facts.service,
            facts.environment);
    long messages = messages(facts);
    cell.count(MESSAGES, messages);
    if (facts.failed) {
      cell.count(FAILED, messages);
    }
    cell.record(DURATION, facts.span.durationNanos());
    if (facts.has(CanonicalField.MESSAGING_QUEUE_TIME)) {
      cell.record(QUEUE_TIME, facts.number(CanonicalField.MESSAGING_QUEUE_TIME, 0));
    }
  }

  private static long messages(SpanFacts facts) {
    long batch = facts.whole(CanonicalField.MESSAGING_BATCH_COUNT, 1);
    return batch >= 0 && batch <= MAX_BATCH ? batch : 1;
  }
}
