package io.midwatch.ui.overview;

import io.midwatch.model.Signal;
import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.SenderRow;
import io.midwatch.ui.format.Format;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever sends for the first time that it arrives, and what it lacks: {@code 22 spans of 1
 * service. 22 of 22 requests name no tenant.}
 */
record Connected(String sentence, @Nullable String lack) {
  private static final Duration NEW = Duration.ofMinutes(15);
  private static final Format FORMAT = new Format();

  /** Whether nothing held is so old that somebody has known for long. */
  static boolean isNew(IngestStatus status, Instant now) {
    long oldest =
        status.signals().stream()
            .filter(held -> held.signal() != Signal.METRICS && held.stored() > 0)
            .mapToLong(IngestStatus.SignalStatus::oldestUnixNano)
            .min()
            .orElse(0);
    return oldest > 0 && Instant.ofEpochSecond(0, oldest).isAfter(now.minus(NEW));
  }

  static Connected of(List<SenderRow> senders) {
    long spans = senders.stream().mapToLong(SenderRow::spans).sum();
    long logs = senders.stream().mapToLong(SenderRow::logs).sum();
    long requests = senders.stream().mapToLong(SenderRow::requests).sum();
    long tenanted = senders.stream().mapToLong(SenderRow::tenanted).sum();
    return new Connected(
        FORMAT.counted(spans, "span", "spans")
            + (logs == 0 ? "" : " and " + FORMAT.counted(logs, "log line", "log lines"))
            + " of "
            + FORMAT.counted(senders.size(), "service", "services")
            + ".",
        tenanted == requests
            ? null
            : FORMAT.exact(requests - tenanted)
                + " of "
                + FORMAT.counted(requests, "request", "requests")
                + " without tenant.id: nobody can see whom a failure hits.");
  }
}
