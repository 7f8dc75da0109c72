package io.midwatch.storage.columnar;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.query.SourceProgress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How far each source's data has come. One writer; bounded; readers see single entries whole. */
final class Progress {
  private static final int MOST_ENTRIES = 10_000;

  private final ConcurrentMap<Key, SourceProgress> entries = new ConcurrentHashMap<>();

  private record Key(String source, Signal signal) {}

  Progress(List<SourceProgress> earlier) {
    earlier.forEach(entry -> entries.put(new Key(entry.source(), entry.signal()), entry));
  }

  /**
   * @param latestItemUnixNano newest item of the batch, 0 when it has none
   */
  void stored(
      String source, Signal signal, long latestItemUnixNano, long receivedUnixNano, long items) {
    Key key = new Key(source, signal);
    if (entries.size() >= MOST_ENTRIES && !entries.containsKey(key)) {
      return;
    }
    entries.merge(
        key,
        new SourceProgress(source, signal, latestItemUnixNano, receivedUnixNano, items),
        (known, more) ->
            new SourceProgress(
                source,
                signal,
                Math.max(known.latestItemUnixNano(), latestItemUnixNano),
                Math.max(known.lastReceivedUnixNano(), receivedUnixNano),
                known.items() + items));
  }

  List<SourceProgress> entries() {
    return entries.values().stream()
        .sorted(Comparator.comparing(SourceProgress::source).thenComparing(SourceProgress::signal))
        .toList();
  }
}
