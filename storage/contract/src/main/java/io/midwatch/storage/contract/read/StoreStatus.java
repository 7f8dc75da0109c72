package io.midwatch.storage.contract.read;

import io.midwatch.storage.contract.query.SourceProgress;
import io.midwatch.storage.contract.query.StoreStats;
import java.util.List;
import java.util.Optional;

/** What a store holds and how far its data has come. */
public interface StoreStatus {
  StoreStats stats();

  /** Why the store takes no data just now, in words for whoever runs it; empty when it does. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** One entry per source and signal that has sent something. */
  List<SourceProgress> progress();
}
