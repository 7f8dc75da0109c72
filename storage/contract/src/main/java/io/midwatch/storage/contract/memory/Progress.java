package io.midwatch.storage.contract.memory;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.SourceProgress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How far each source has come. Thread-safe; there are as many entries as tokens and signals. */
final class Progress {
  private final ConcurrentMap<Key, SourceProgress> entries = new ConcurrentHashMap<>();

  private record Key(String source, Signal signal) {}

  /**
   * A batch was stored.
   *
   * @param latestItemUnixNano newest time of its items, 0 when it had none
   */
  void stored(
      String source, Signal signal, long latestItemUnixNano, long receivedUnixNano, long items) {
    entries.merge(
        new Key(source, signal),
        new SourceProgress(source, signal, latestItemUnixNano, receivedUnixNano, items),
        (known, more) ->
            new SourceProgress(
                source,
                signal,
                Math.max(known.latestItemUnixNano(), more.latestItemUnixNano()),
                Math.max(known.lastReceivedUnixNano(), more.lastReceivedUnixNano()),
                known.items() + more.items()));
  }

  /** By source, then signal. */
  List<SourceProgress> entries() {
    return entries.values().stream()
        .sorted(Comparator.comparing(SourceProgress::source).thenComparing(SourceProgress::signal))
        .toList();
  }
}
