package io.midwatch.query.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One queue or topic. What nobody sent is null, never zero.
 *
 * @param waiting messages in it now
 * @param oldestAgeSeconds how long its first message has waited
 * @param inPerMinute messages sent to it, from spans
 * @param outPerMinute messages processed or received from it, from spans
 * @param netPerMinute change of {@code waiting} over the last five minutes
 * @param drain when it will be empty
 * @param depth {@code waiting} over the window
 */
public record QueueRow(
    String destination,
    String system,
    @Nullable Double waiting,
    @Nullable Double oldestAgeSeconds,
    @Nullable Double consumers,
    double inPerMinute,
    double outPerMinute,
    long failed,
    @Nullable Double netPerMinute,
    Drain drain,
    List<ValuePoint> depth) {
  public QueueRow {
    depth = List.copyOf(depth);
  }

  /** Outlook of a queue. */
  public sealed interface Drain {
    /** Nothing waits. */
    record Empty() implements Drain {}

    /** At the present rate it is empty after so long. */
    record In(double seconds) implements Drain {}

    /** It does not shrink. */
    record Never() implements Drain {}

    /** Depth or its change is not known. */
    record Unknown() implements Drain {}
  }
}
