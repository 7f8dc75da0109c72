package io.midwatch.ui.ingest;

import io.midwatch.model.Signal;
import io.midwatch.query.ingest.IngestStatus;
import io.midwatch.query.ingest.IngestStatus.SignalStatus;
import io.midwatch.query.ingest.SenderRow;
import io.midwatch.query.ingest.SourceRow;
import io.midwatch.query.ledger.SignalLedger;
import io.midwatch.query.window.Window;
import io.midwatch.ui.format.Figure;
import io.midwatch.ui.format.Format;
import io.midwatch.ui.signal.Signals;
import io.midwatch.ui.table.ShownRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ingest status and {@code /settings/ingest.json}.
 *
 * @param ledger what came and what became of it, per signal, since the store was made
 * @param sources how far each source has come
 * @param shown services that sent in the window
 * @param notes what limits the answer, in words
 */
public record IngestPage(
    Window window,
    String headline,
    IngestStatus status,
    Map<Signal, SignalLedger> ledger,
    List<SourceRow> sources,
    ShownRows<SenderRow> shown,
    List<String> notes) {
  private static final Format FORMAT = new Format();

  public IngestPage {
    sources = List.copyOf(sources);
    notes = List.copyOf(notes);
  }

  /** Items or requests that were not taken. */
  public record Refusal(String signal, String what, String reason, String words, long count) {}

  /** Everything that was not taken, the most first. */
  public List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    ledger.forEach((signal, counts) -> {
      counts.rejected().forEach((reason, count) -> add(refusals, signal, "items", reason, count));
      counts
          .refusedRequests()
          .forEach((reason, count) -> add(refusals, signal, "requests", reason, count));
      counts.dropped().forEach((reason, count) -> add(refusals, signal, "dropped", reason, count));
    });
    refusals.sort(
        Comparator.comparingLong((Refusal refusal) -> -refusal.count())
            .thenComparing(Refusal::reason));
    return refusals;
  }

  public SignalLedger ledger(SignalStatus signal) {
    SignalLedger counts = ledger.get(signal.signal());
    if (counts == null) {
      throw new IllegalStateException("the ledger has no " + signal.signal());
    }
    return counts;
  }

  /** {@code Traces}, {@code Metrics} or {@code Logs}. */
  public String name(Signal signal) {
    String name = signal.name().toLowerCase(Locale.ROOT);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** What an item of the signal is. */
  public String item(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "points";
      case LOGS -> "lines";
    };
  }

  /** Items that were rejected, for whatever reason. */
  public long rejected(SignalLedger counts) {
    return counts.rejected().values().stream().mapToLong(Long::longValue).sum();
  }

  public boolean bounded(SignalStatus signal) {
    return signal.capacity() < Long.MAX_VALUE;
  }

  public Figure perMinute(long items) {
    return FORMAT.ratePerMinute(items / (window.minutes() * 60));
  }

  /** How far a source's newest item was behind, in words. */
  public String lag(SourceRow source) {
    double nanos = source.lagNanos();
    return nanos < 0 ? "clock ahead by " + FORMAT.duration(-nanos) : FORMAT.duration(nanos) + "";
  }

  /** A source's clock is off or it sends late. */
  public boolean late(SourceRow source) {
    return Math.abs(source.lagNanos() / 1e9) > Signals.OLDEST_LIMIT_SECONDS;
  }

  /** What a sender's telemetry lacks, in words; empty when nothing. */
  public String missing(SenderRow sender) {
    List<String> missing = new ArrayList<>();
    if (sender.service().isEmpty()) {
      missing.add("service.name");
    }
    if (sender.spans() > 0 && sender.versioned() == 0) {
      missing.add("service.version");
    }
    if (sender.spans() > 0 && sender.environed() == 0) {
      missing.add("deployment.environment.name");
    }
    return String.join(", ", missing);
  }

  private static void add(
      List<Refusal> refusals, Signal signal, String what, String reason, long count) {
    if (count > 0) {
      String name = signal.name().toLowerCase(Locale.ROOT);
      refusals.add(new Refusal(name, what, reason, RefusalText.of(reason), count));
    }
  }
}
