package io.midwatch.storage.columnar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the hot buffers of every signal are handed over to be sealed. */
final class Buffers {
  private final Ingest ingest;
  private final List<Sealing> signals;
  private final Duration sealAfter;

  /**
   * @param sealAfter how long an item waits in a buffer that does not fill
   */
  Buffers(Ingest ingest, List<Sealing> signals, Duration sealAfter) {
    this.ingest = ingest;
    this.signals = List.copyOf(signals);
    this.sealAfter = sealAfter;
  }

  List<Sealing> signals() {
    return signals;
  }

  /** Those whose first item came too long before the time. */
  void turnOverOld(Instant now) {
    for (Sealing signal : signals) {
      Instant since = signal.activeSince();
      if (!since.equals(Instant.MAX) && !now.isBefore(since.plus(sealAfter))) {
        ingest.exclusively(signal::turnOver);
      }
    }
  }

  /** All that hold anything. */
  void turnOver() {
    for (Sealing signal : signals) {
      if (!signal.activeSince().equals(Instant.MAX)) {
        ingest.exclusively(signal::turnOver);
      }
    }
  }
}
