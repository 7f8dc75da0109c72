package io.midwatch.query.ingest;

import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats.SignalStats;
import io.midwatch.storage.contract.read.StoreStatus;
import java.util.List;

/** Whether a store has anything of others than Midwatch itself. Pure. */
public final class Received {
  private Received() {}

  /** Also true of what came before the store was opened. */
  public static boolean fromOthers(StoreStatus store) {
    List<SourceProgress> progress = store.progress();
    long ofItself =
        progress.stream().filter(SourceProgress::isSelf).mapToLong(SourceProgress::items).sum();
    return progress.stream().anyMatch(source -> !source.isSelf())
        || store.stats().signals().values().stream().mapToLong(SignalStats::stored).sum()
            > ofItself;
  }
}
