package io.midwatch.ui.queues;

import io.midwatch.query.operations.QueueRow;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signal;
import io.midwatch.ui.signal.Signals;
import java.time.Instant;

/** A backlog in words. Pure. */
public final class QueueText {
  private static final Format FORMAT = new Format();

  private QueueText() {}

  /**
   * When a queue will be empty: {@code 45 min}, {@code steady}, {@code never}, {@code empty} or
   * missing.
   */
  public static String drains(QueueRow row) {
    return switch (row.drain()) {
      case QueueRow.Drain.Empty() -> "empty";
      case QueueRow.Drain.In(double seconds) -> FORMAT.seconds(seconds).toString();
      case QueueRow.Drain.Never() -> steady(row) ? "steady" : "never";
      case QueueRow.Drain.Unknown() -> Figure.MISSING.toString();
    };
  }

  /** The backlog and where it goes, as a sentence; {@code now} is when the figures are of. */
  static String sentence(QueueRow row, Instant now) {
    Double waiting = row.waiting();
    if (waiting == null) {
      return "Nobody says how many messages wait. Figures are from the spans of those who send and"
          + " process.";
    }
    if (waiting <= 0) {
      return "It is empty.";
    }
    Double oldest = row.oldestAgeSeconds();
    return FORMAT.counted(Math.round(waiting), "message waits", "messages wait")
        + (oldest == null ? "" : ", the oldest for " + FORMAT.seconds(oldest))
        + ". "
        + forecast(row, now)
        + (row.outPerMinute() == 0 && row.inPerMinute() > 0
            ? " No span takes a message out of it."
            : "");
  }

  private static String forecast(QueueRow row, Instant now) {
    return switch (row.drain()) {
      case QueueRow.Drain.In(double seconds) ->
          "At the rate of the last five minutes it is empty in "
              + FORMAT.seconds(seconds)
              + (seconds < 86_400
                  ? ", at " + FORMAT.minuteOfZone(now.plusSeconds((long) seconds)) + "."
                  : ".");
      case QueueRow.Drain.Never() ->
          steady(row)
              ? "It neither grew nor shrank in the last five minutes."
              : "It grew by "
                  + FORMAT.whole(row.netPerMinute())
                  + " a minute in the last five minutes: it will not drain at this rate.";
      case QueueRow.Drain.Empty(), QueueRow.Drain.Unknown() ->
          "There are too few figures to say when it will be empty.";
    };
  }

  /** The state of a queue and its word. */
  static Signal state(QueueRow row) {
    return Signals.queue(row);
  }

  private static boolean steady(QueueRow row) {
    Double net = row.netPerMinute();
    return net != null && Math.round(net) == 0;
  }
}
