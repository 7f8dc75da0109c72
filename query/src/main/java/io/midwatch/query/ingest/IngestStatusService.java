package io.midwatch.query.ingest;

import io.midwatch.model.Signal;
import io.midwatch.query.ingest.IngestStatus.SignalStatus;
import io.midwatch.storage.contract.control.IngestLedger;
import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sums up ledger and store for the foot of every page. Thread-safe and cheap. */
public final class IngestStatusService {
  private static final SignalStats NOTHING = new SignalStats(0, 0, 0, Long.MAX_VALUE, 0, 0);

  private final StoreStatus store;
  private final IngestLedger ledger;

  public IngestStatusService(StoreStatus store, IngestLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  public IngestStatus status() {
    StoreStats stats = store.stats();
    List<SourceProgress> all = store.progress();
    List<SourceProgress> progress = all.stream().filter(source -> !source.isSelf()).toList();
    long ofItself =
        all.stream().filter(SourceProgress::isSelf).mapToLong(SourceProgress::items).sum();
    Collection<IngestLedger.Entry> entries = ledger.snapshot().signals().values();
    return new IngestStatus(
        Stream.of(Signal.values())
            .map(signal -> status(signal, stats.signals().getOrDefault(signal, NOTHING)))
            .toList(),
        progress.stream().mapToLong(SourceProgress::lastReceivedUnixNano).max().orElse(0),
        ofItself,
        CompleteTo.of(progress),
        entries.stream().mapToLong(IngestLedger.Entry::rejected).sum(),
        entries.stream()
            .map(IngestLedger.Entry::refusedRequestsByReason)
            .map(Map::values)
            .flatMap(Collection::stream)
            .mapToLong(Long::longValue)
            .sum(),
        store.problem().orElse(""));
  }

  /** How far every source has come, by source and signal. */
  public List<SourceRow> sources() {
    return store.progress().stream()
        .map(source ->
            new SourceRow(
                source.source(),
                source.signal(),
                source.items(),
                source.latestItemUnixNano(),
                source.lastReceivedUnixNano()))
        .sorted(Comparator.comparing(SourceRow::source).thenComparing(SourceRow::signal))
        .toList();
  }

  private static SignalStatus status(Signal signal, SignalStats stats) {
    return new SignalStatus(
        signal, stats.stored(), stats.capacity(), stats.expired(), stats.oldestUnixNano());
  }
}
