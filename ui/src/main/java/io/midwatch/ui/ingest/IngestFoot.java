package io.midwatch.ui.ingest;

import io.midwatch.model.Signal;
import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.IngestStatus.SignalStatus;
import io.midwatch.ui.format.Format;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Two lines on ingest for the foot of every page.
 *
 * <pre>
 * Receiving · nothing refused
 * Holds 48,210 of 1,000,000 spans
 * </pre>
 *
 * @param state whether telemetry comes in, or why none is taken, and whether some was refused
 * @param held the fullest signal of a bounded store, the spans when only the disk bounds it
 * @param detail every signal, for the title
 * @param waiting whether nothing has ever come, so that a page teaches how to send
 */
public record IngestFoot(String state, String held, String detail, boolean waiting) {
  private static final Format FORMAT = new Format();
  private static final long QUIET_SECONDS = 60;

  static IngestFoot of(IngestStatus status, Instant now) {
    return new IngestFoot(
        (status.problem().isEmpty() ? coming(status, now) : "Takes nothing: " + status.problem())
            + " · "
            + refused(status),
        fullest(status.signals()),
        status.signals().stream()
            .map(IngestFoot::held)
            .reduce((first, second) -> first + "; " + second)
            .orElse(""),
        status.neverReceived());
  }

  private static String coming(IngestStatus status, Instant now) {
    if (status.lastReceivedUnixNano() == 0) {
      return "Nothing received yet";
    }
    long seconds =
        ChronoUnit.SECONDS.between(Instant.ofEpochSecond(0, status.lastReceivedUnixNano()), now);
    return seconds < QUIET_SECONDS
        ? "Receiving"
        : "Nothing received for " + FORMAT.duration(seconds * 1e9);
  }

  private static String refused(IngestStatus status) {
    if (status.rejected() == 0 && status.refused() == 0) {
      return "nothing refused";
    }
    return FORMAT.counted(status.rejected(), "item", "items")
        + " and "
        + FORMAT.counted(status.refused(), "request", "requests")
        + " refused";
  }

  private static String fullest(List<SignalStatus> signals) {
    return signals.stream()
        .filter(signal -> signal.capacity() < Long.MAX_VALUE)
        .max(java.util.Comparator.comparingDouble(s -> (double) s.stored() / s.capacity()))
        .or(() -> signals.stream().filter(signal -> signal.signal() == Signal.TRACES).findFirst())
        .map(IngestFoot::held)
        .orElse("");
  }

  private static String held(SignalStatus signal) {
    String items =
        switch (signal.signal()) {
          case TRACES -> "spans";
          case METRICS -> "metric points";
          case LOGS -> "log lines";
        };
    if (signal.capacity() == Long.MAX_VALUE) {
      return "Holds " + FORMAT.exact(signal.stored()) + " " + items;
    }
    return "Holds "
        + FORMAT.exact(signal.stored())
        + " of "
        + FORMAT.exact(signal.capacity())
        + " "
        + items
        + (signal.isFull() ? ", the oldest go" : "");
  }
}
